import { snapshotsAsKnown } from '../../shared/digests/as-known.ts';
import { type Catalogue, catalogueOf } from '../../shared/digests/catalogue.ts';
import { noPast } from '../../shared/digests/choose.ts';
import type { DigestPaper } from '../../shared/digests/digest.ts';
import { selectDigest } from '../../shared/digests/select.ts';
import type { Past } from '../../shared/digests/selection.ts';
import { type KindredTerm, kindredTerm } from '../../shared/matching/kindred-term.ts';
import { type PaperMatch, type TermMatch, verdictOf } from '../../shared/matching/match.ts';
import { matchRules } from '../../shared/matching/match-rules.ts';
import { type SuggestedTerm, suggestTerms } from '../../shared/matching/suggest-terms.ts';
import { type TermShare, termShares } from '../../shared/matching/term-shares.ts';
import type { DayListing, EmptyReason, ListedPaper } from '../../shared/papers/paper.ts';
import { startOfDay, utcDay } from '../../shared/platform/calendar.ts';
import { countTerms } from '../../shared/subscribers/rules.ts';
import { listingAsMailed } from './listing-as-mailed.ts';
import type { ChosenPapers } from './read-rules.ts';
import type { RecentDays } from './recent-days.ts';

/** What rules would have brought, had they been there all the time. */
export interface Preview {
  /** Newest first; of a day each, or of a week. */
  readonly mails: readonly PreviewMail[];
  readonly weekly: boolean;
  /** Every term of the rules, in their order. */
  readonly terms: readonly PreviewTerm[];
  /** Phrases that go with what the rules find, the most telling first. */
  readonly suggestions: readonly SuggestedTerm[];
}

export interface PreviewMail {
  /** The list days that it covers, ascending. */
  readonly days: readonly string[];
  /** Why nothing was listed on its only day; absent when something was. */
  readonly empty?: EmptyReason | undefined;
  /** How many different papers the days list. */
  readonly listed: number;
  /** As the mail would have had them; none when there would have been no mail. */
  readonly papers: readonly DigestPaper[];
  /** What an excluded term hides, best first. */
  readonly excluded: readonly ExcludedPaper[];
  /** How many others had too few upvotes. */
  readonly tooFewUpvotes: number;
  /** How many others match, but are over the reader's number of papers. */
  readonly overLimit: number;
}

export interface ExcludedPaper {
  readonly listed: ListedPaper;
  /** At least one. */
  readonly terms: readonly TermMatch[];
}

/** What one term does in the days of the preview. */
export interface PreviewTerm extends TermShare {
  /** The papers it matches, for a mail whose days list some, rounded. */
  readonly perMail: number;
  /** An included term that alone matches more than a mail takes; an excluded one that hides a third of everything. */
  readonly tooMany: boolean;
  /**
   * A phrase that may be meant as well, and finds no fewer papers besides; of included phrases only, and not of one
   * that is too many.
   */
  readonly kindred?: KindredTerm;
}

export interface PreviewRequest extends ChosenPapers {
  readonly weekly: boolean;
}

type Matches = ReadonlyMap<string, PaperMatch>;

/** An excluded term that hides more than this share of the papers is doubtful. */
const mostHidden = 1 / 3;
const mostSuggestions = 8;
const daysInWeek = 7;

/**
 * Makes mail after mail as the mailer does, for a reader of whom nothing is known before the first: each at the moment at
 * which the last of its days had settled, from what was known then. At a reader's own later hour a late paper may have
 * been in time.
 */
export function previewRules(request: PreviewRequest, recent: RecentDays): Preview {
  const { catalogue } = recent;
  const matches = matchRules(request.rules, catalogue.index);
  const spans = request.weekly ? weeksOf(catalogue.days) : catalogue.days.map(day => [day]);
  let past = noPast;
  const mails = spans.map(days => {
    const { mail, after } = previewMail(days, past, { request, recent, matches });
    past = after;
    return mail;
  });
  return {
    mails: mails.toReversed(),
    weekly: request.weekly,
    terms: previewTerms(request, catalogue, spans),
    suggestions: suggestTerms(request.rules, catalogue.index, mostSuggestions),
  };
}

/** Weeks back from the newest day, the oldest of them possibly a shorter one. */
function weeksOf(days: readonly DayListing[]): DayListing[][] {
  const weeks: DayListing[][] = [];
  for (let end = days.length; end > 0; end -= daysInWeek)
    weeks.unshift(days.slice(Math.max(0, end - daysInWeek), end));
  return weeks;
}

interface Trial {
  readonly request: PreviewRequest;
  readonly recent: RecentDays;
  readonly matches: Matches;
}

function previewMail(
  span: readonly DayListing[],
  past: Past,
  { request, recent, matches }: Trial,
): { readonly mail: PreviewMail; readonly after: Past } {
  const { rules, maxPapers, weekly } = request;
  const at = completeAt(span);
  const spanDays = span.map(({ record }) => record.day);
  const key = spanDays.at(-1) ?? '';
  const catalogue = catalogueAt(at, key, recent);
  const selection = selectDigest({
    key,
    dueOn: utcDay(at),
    weekly,
    maxPapers,
    rules,
    matches,
    catalogue,
    past,
  });
  const papers = selection.kind === 'digest' ? selection.digest.papers : [];
  const after = pastAfter(papers, spanDays, at, past);
  const listings = catalogue.days.filter(({ record }) => spanDays.includes(record.day));
  const [first, ...others] = listings;
  const mail = {
    days: spanDays,
    empty: others.length === 0 ? first?.record.empty : undefined,
    listed: onceEach(listings).length,
    papers: papers.map(withoutPast),
    ...leftOut(listings, rules, matches, new Set(after.sent.keys())),
  };
  return { mail, after };
}

/** What was known of the days up to one of them. */
function catalogueAt(at: Date, day: string, { catalogue, snapshots }: RecentDays): Catalogue {
  const known = new Map([...snapshots].map(([of, all]) => [of, snapshotsAsKnown(all, at)]));
  const listings = catalogue.days
    .filter(({ record }) => record.day <= day)
    .map(listing => listingAsMailed(listing, known.get(listing.record.day) ?? [], at));
  const { index, likeness } = catalogue;
  return { ...catalogueOf({ listings, snapshots: known, index }), likeness };
}

/** Nobody was sent it in fact. */
function withoutPast({ facts, ...paper }: DigestPaper): DigestPaper {
  return { ...paper, facts: facts.filter(({ kind }) => kind !== 'sent-before') };
}

/** When the last of the days had settled. */
function completeAt(span: readonly DayListing[]): Date {
  const instants = span.map(({ record }) =>
    record.settledAt === undefined ? startOfDay(record.day) : Date.parse(record.settledAt),
  );
  return new Date(Math.max(...instants));
}

function pastAfter(papers: readonly DigestPaper[], days: readonly string[], at: Date, past: Past): Past {
  const dueOn = utcDay(at);
  const ids = (shown: readonly DigestPaper[]) => shown.map(({ listed }) => listed.paper.id);
  return {
    covered: new Map([...past.covered, ...days.map(day => [day, dueOn] as const)]),
    sent: new Map([...past.sent, ...ids(papers).map(id => [id, dueOn] as const)]),
    risen: new Set([...past.risen, ...ids(papers.filter(({ section }) => section === 'rising'))]),
    lastDueAt: at,
  };
}

/** What of the days is neither in the mail nor in an earlier one, and why. */
function leftOut(
  listings: readonly DayListing[],
  { include, fillUp, minUpvotes }: ChosenPapers['rules'],
  matches: Matches,
  shown: ReadonlySet<string>,
): Pick<PreviewMail, 'excluded' | 'tooFewUpvotes' | 'overLimit'> {
  const takesOthers = fillUp || countTerms(include) === 0;
  const judged = onceEach(listings)
    .filter(({ paper }) => !shown.has(paper.id))
    .map(listed => {
      const match = matches.get(listed.paper.id);
      return {
        listed,
        terms: match?.excluded ?? [],
        verdict: verdictOf(match),
        few: listed.entry.upvotes < minUpvotes,
      };
    });
  return {
    excluded: judged
      .filter(({ verdict }) => verdict === 'excluded')
      .map(({ listed, terms }) => ({ listed, terms })),
    tooFewUpvotes: judged.filter(
      ({ verdict, few }) => few && (verdict === 'on-topic' || (verdict === 'neither' && takesOthers)),
    ).length,
    overLimit: judged.filter(({ verdict, few }) => verdict === 'followed' || (verdict === 'on-topic' && !few))
      .length,
  };
}

/** The papers of the days, best first; one that is listed twice as on the day where it has the most upvotes. */
function onceEach(listings: readonly DayListing[]): ListedPaper[] {
  const all = listings
    .flatMap(({ papers }) => papers)
    .toSorted((a, b) => b.entry.upvotes - a.entry.upvotes || a.rank - b.rank);
  return [...new Map(all.toReversed().map(listed => [listed.paper.id, listed])).values()].toReversed();
}

function previewTerms(
  { rules, maxPapers }: PreviewRequest,
  { index }: Catalogue,
  spans: readonly (readonly DayListing[])[],
): PreviewTerm[] {
  const mails = Math.max(1, spans.filter(days => days.some(({ papers }) => papers.length > 0)).length);
  const ruled = [...rules.include.phrases, ...rules.exclude.phrases];
  return termShares(rules, index).map(share => {
    const { side, kind, term, papers } = share;
    const tooMany =
      side === 'include' ? papers > maxPapers * mails : papers > mostHidden * index.papers.length;
    const kindred =
      side === 'include' && kind === 'phrases' && !tooMany ? kindredTerm(term, ruled, index) : undefined;
    return { ...share, perMail: Math.round(papers / mails), tooMany, ...(kindred && { kindred }) };
  });
}
