import { type PaperMatch, verdictOf } from '../../shared/matching/match.ts';
import { matchRules } from '../../shared/matching/match-rules.ts';
import { type SuggestedTerm, suggestTerms } from '../../shared/matching/suggest-terms.ts';
import { type TermShare, termShares } from '../../shared/matching/term-shares.ts';
import type { DayListing, EmptyReason, ListedPaper } from '../../shared/papers/paper.ts';
import { countTerms } from '../../shared/subscribers/rules.ts';
import type { ChosenPapers } from './read-rules.ts';
import type { RecentDays } from './recent-days.ts';

/** What rules would have brought, had they been there all the time. */
export interface Preview {
  /** Newest first. */
  readonly days: readonly PreviewDay[];
  /** Every term of the rules, in their order. */
  readonly terms: readonly PreviewTerm[];
  /** Phrases that go with what the rules find, the most telling first. */
  readonly suggestions: readonly SuggestedTerm[];
}

export interface PreviewDay {
  readonly day: string;
  /** Why nothing was listed; absent when something was. */
  readonly empty?: EmptyReason | undefined;
  /** How many papers the day lists. */
  readonly listed: number;
  /** In the order in which a mail would have them. */
  readonly papers: readonly PreviewPaper[];
  /** What an excluded term hides, best first. */
  readonly excluded: readonly PreviewPaper[];
  /** How many others had too few upvotes. */
  readonly tooFewUpvotes: number;
  /** How many others matched, but were over the reader's number of papers. */
  readonly overLimit: number;
}

export interface PreviewPaper {
  readonly listed: ListedPaper;
  readonly section: 'following' | 'topics' | 'trending';
  readonly match: PaperMatch | undefined;
}

/** What one term does in the days of the preview. */
export interface PreviewTerm extends TermShare {
  /** The papers it matches, for a day that lists some, rounded. */
  readonly perDay: number;
  /** An included term that alone matches more than a mail takes; an excluded one that hides a third of everything. */
  readonly tooMany: boolean;
}

/** An excluded term that hides more than this share of the papers is doubtful. */
const mostHidden = 1 / 3;
const mostSuggestions = 8;

export function previewRules(chosen: ChosenPapers, recent: RecentDays): Preview {
  const matches = matchRules(chosen.rules, recent.index);
  return {
    days: recent.listings.map(listing => previewDay(listing, chosen, matches)).toReversed(),
    terms: previewTerms(chosen, recent),
    suggestions: suggestTerms(chosen.rules, recent.index, mostSuggestions),
  };
}

type Matches = ReadonlyMap<string, PaperMatch>;

function previewDay({ record, papers }: DayListing, chosen: ChosenPapers, matches: Matches): PreviewDay {
  const { rules, maxPapers } = chosen;
  const judged = papers.map(listed => {
    const match = matches.get(listed.paper.id);
    return { listed, match, verdict: verdictOf(match) };
  });
  const enough = judged.filter(
    ({ listed, verdict }) => verdict === 'followed' || listed.entry.upvotes >= rules.minUpvotes,
  );
  const takesOthers = rules.fillUp || countTerms(rules.include) === 0;
  const of = (wanted: string, section: PreviewPaper['section']) =>
    enough
      .filter(({ verdict }) => verdict === wanted)
      .map(({ listed, match }): PreviewPaper => ({ listed, match, section }));
  const shown = [
    ...of('followed', 'following'),
    ...of('on-topic', 'topics'),
    ...(takesOthers ? of('neither', 'trending') : []),
  ];
  return {
    day: record.day,
    empty: record.empty,
    listed: papers.length,
    papers: shown.slice(0, maxPapers),
    excluded: of('excluded', 'topics'),
    tooFewUpvotes: judged.length - enough.length,
    overLimit: shown.slice(maxPapers).filter(({ section }) => section !== 'trending').length,
  };
}

function previewTerms({ rules, maxPapers }: ChosenPapers, { listings, index }: RecentDays): PreviewTerm[] {
  const days = Math.max(1, listings.filter(({ papers }) => papers.length > 0).length);
  return termShares(rules, index).map(share => {
    const { side, papers } = share;
    const tooMany =
      side === 'include' ? papers > maxPapers * days : papers > mostHidden * index.papers.length;
    return { ...share, perDay: Math.round(papers / days), tooMany };
  });
}
