import { type CatalogueFacts, catalogueOf } from '../../shared/digests/catalogue.ts';
import { chooseDigest, noPast } from '../../shared/digests/choose.ts';
import type { Digest, DigestPaper, Envelope, RenderContext } from '../../shared/digests/digest.ts';
import type { Past, Selection } from '../../shared/digests/selection.ts';
import type { DayListing } from '../../shared/papers/paper.ts';
import { readerUrls } from '../../shared/subscribers/reader-link.ts';
import { noRules, type Rules } from '../../shared/subscribers/rules.ts';
import { defaultPreferences } from '../../shared/subscribers/subscriber.ts';

export interface DueFacts extends Partial<Omit<Past, 'covered' | 'sent' | 'risen'>> {
  readonly key?: string;
  readonly weekly?: boolean;
  readonly dueOn?: string;
  readonly maxPapers?: number;
  readonly rules?: Rules;
  /** Days covered by earlier digests, each by one due on that very day unless told otherwise. */
  readonly covered?: readonly string[] | ReadonlyMap<string, string>;
  /** Papers sent in earlier digests, long ago unless told otherwise. */
  readonly sent?: Iterable<string> | ReadonlyMap<string, string>;
  readonly risen?: Iterable<string>;
  readonly snapshots?: CatalogueFacts['snapshots'];
  readonly unsettled?: CatalogueFacts['unsettled'];
}

/** What a reader gets of these days: a new daily one with default preferences, unless the test is about others. */
export function selectionOf(listings: readonly DayListing[], given: DueFacts = {}): Selection {
  const { key = '2026-08-18', weekly = false, dueOn = '2026-08-18', maxPapers = 20, rules = noRules } = given;
  const { covered = [], sent = [], risen = [], snapshots, unsettled, lastDueAt, pausedFrom } = given;
  const catalogue = catalogueOf({
    listings,
    ...(snapshots && { snapshots }),
    ...(unsettled && { unsettled }),
  });
  const past: Past = {
    ...noPast,
    covered: datesOf(covered, day => day),
    sent: datesOf(sent, () => '2026-08-01'),
    risen: new Set(risen),
    lastDueAt,
    pausedFrom,
  };
  return chooseDigest({ key, weekly, dueOn, preferences: { maxPapers, rules }, past }, catalogue);
}

function datesOf(
  given: Iterable<string> | ReadonlyMap<string, string>,
  dateOf: (key: string) => string,
): ReadonlyMap<string, string> {
  return given instanceof Map
    ? given
    : new Map([...(given as Iterable<string>)].map(key => [key, dateOf(key)]));
}

/** The digest that a reader gets of these days; throws when there is none. */
export function digestOf(listings: readonly DayListing[], given: DueFacts = {}): Digest {
  const selection = selectionOf(listings, given);
  if (selection.kind === 'quiet') throw new Error(`no digest: ${selection.quiet.reason}`);
  return selection.digest;
}

export function idsOf(papers: readonly DigestPaper[]): string[] {
  return papers.map(({ listed }) => listed.paper.id);
}

export function renderContext(given: Partial<RenderContext> = {}): RenderContext {
  const reader = { id: '00000000000000000000000000000001', token: 'abcdefghijklmnopqrstuv' };
  return {
    webUrl: 'https://papers.example.org',
    senderName: 'Daily Papers',
    postalAddress: '',
    urls: readerUrls('https://papers.example.org', reader),
    preferences: defaultPreferences,
    ...given,
  };
}

export function envelope(given: Partial<Envelope> = {}): Envelope {
  return {
    from: { name: 'Daily Papers', address: 'digest@example.org' },
    to: 'Reader.One+papers@example.org',
    date: new Date('2026-08-18T09:00:00Z'),
    ...given,
  };
}

/** The envelope of a digest, which names its list and how to leave it. */
export function listEnvelope(given: Partial<Envelope> = {}): Envelope {
  return envelope({
    listId: 'digest.example.org',
    unsubscribeUrl: renderContext().urls.unsubscribe,
    ...given,
  });
}
