import { counted } from '../../../shared/digests/counted.ts';
import { factWords } from '../../../shared/digests/fact-words.ts';
import { matchRules } from '../../../shared/matching/match-rules.ts';
import type { DayListing, ListedPaper } from '../../../shared/papers/paper.ts';
import { addDays } from '../../../shared/platform/calendar.ts';
import { type Rules, rulesSchema } from '../../../shared/subscribers/rules.ts';
import type { Site } from '../deps.ts';
import type { RecentDays } from '../recent-days.ts';
import { entered, type Feed, type FeedEntry, lastEntered } from './feed.ts';

/**
 * So many papers are in a feed at the most: with all of arXiv's own listed a week has six thousand, in 13 MB, and Lambda
 * answers with 6 at the most.
 */
const mostEntries = 300;

/** What a feed is when nothing has ever been listed. */
const never = '1970-01-01T00:00:00.000Z';

/** The newest list. */
export function todayFeed(site: Site, { listings }: RecentDays): Feed {
  const newest = listings.findLast(({ papers }) => papers.length > 0);
  const days = newest === undefined ? [] : [newest];
  const entries = days.flatMap(listing =>
    listing.papers.map(listed => entryOf(listing, listed, factWords(placeOf(listing, listed)))),
  );
  return {
    name: 'today',
    title: site.name,
    description: described('The trending papers of the newest day', entries),
    path: '/feeds/today',
    query: '',
    page: '/',
    updated: lastEntered(days, entries, never),
    entries: best(entries),
  };
}

/** The lists of the seven days up to the newest one, each paper once. */
export function weekFeed(site: Site, { listings }: RecentDays): Feed {
  const newest = listings.at(-1)?.record.day;
  const week = listings.filter(({ record }) => newest !== undefined && record.day > addDays(newest, -7));
  const entries = onceEach(week).map(({ listing, listed }) =>
    entryOf(listing, listed, factWords(placeOf(listing, listed), true)),
  );
  return {
    name: 'week',
    title: `${site.name}: the week`,
    description: described('The trending papers of the last seven days', entries),
    path: '/feeds/week',
    query: '',
    page: '/',
    updated: lastEntered(week, entries, never),
    entries: best(entries),
  };
}

export type SearchTerm =
  | { readonly ok: true; readonly term: string; readonly rules: Rules }
  | { readonly ok: false; readonly problem: string };

/** A word or phrase, as a reader's rules take it. */
export function readSearchTerm(text: string): SearchTerm {
  const read = rulesSchema.safeParse({ include: { phrases: [text] } });
  const problem = read.error?.issues[0]?.message;
  if (!read.success) return { ok: false, problem: problem ?? 'Write a word or a name.' };
  return { ok: true, term: read.data.include.phrases[0] ?? '', rules: read.data };
}

/** The papers of all recent days in which a word or phrase stands, by the rules by which readers' phrases are found. */
export function searchFeed(
  site: Site,
  { term, rules }: SearchTerm & { readonly ok: true },
  { listings, index }: RecentDays,
): Feed {
  const matches = matchRules(rules, index);
  const entries = onceEach(listings).flatMap(({ listing, listed }) => {
    const where = matches.get(listed.paper.id)?.included[0]?.where;
    return where === undefined ? [] : [entryOf(listing, listed, factWords({ kind: 'phrase', term, where }))];
  });
  const query = `?${new URLSearchParams({ q: term }).toString()}`;
  return {
    name: `search/${encodeURIComponent(term.toLowerCase())}`,
    title: `${site.name}: ${term}`,
    description: described(
      `Papers of the last ${listings.length} lists with “${term}” in title, keywords or abstract`,
      entries,
    ),
    path: '/feeds/search',
    query,
    page: `/feeds${query}`,
    updated: lastEntered(listings, entries, never),
    entries: best(entries),
  };
}

/** The best ranked of their days, where they are too many, in the order they had. */
function best(entries: readonly FeedEntry[]): readonly FeedEntry[] {
  if (entries.length <= mostEntries) return entries;
  const byRank = entries.toSorted((a, b) => a.listed.rank - b.listed.rank);
  const chosen = new Set(byRank.slice(0, mostEntries));
  return entries.filter(entry => chosen.has(entry));
}

function described(words: string, { length }: readonly FeedEntry[]): string {
  return length <= mostEntries ? words : `${words}: the ${mostEntries} most upvoted of ${counted(length)}`;
}

function entryOf(listing: DayListing, listed: ListedPaper, reason: string): FeedEntry {
  return { listed, entered: entered(listing.record, listed), reason };
}

function placeOf({ record, papers }: DayListing, { rank }: ListedPaper) {
  return { kind: 'place', day: record.day, rank, of: papers.length } as const;
}

/** The newest day first, of each day the most upvoted first; a paper listed again, where it was listed last. */
function onceEach(listings: readonly DayListing[]) {
  const seen = new Set<string>();
  return listings
    .toReversed()
    .flatMap(listing => listing.papers.map(listed => ({ listing, listed })))
    .filter(({ listed: { paper } }) => seen.size < seen.add(paper.id).size);
}
