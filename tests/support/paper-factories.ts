import type { DayListing, DayRecord, ListedPaper, ListingEntry, Paper } from '../../shared/papers/paper.ts';
import { rankEntries } from '../../shared/papers/ranking.ts';

/** A paper with nothing but what every paper has, and whatever the test is about. */
export function paper(given: Partial<Paper> = {}): Paper {
  return {
    id: '2608.01234',
    title: 'A Toy Paper',
    abstract: 'We show a toy. It works.',
    authors: ['Ada Example'],
    authorCount: given.authors?.length ?? 1,
    keywords: [],
    categories: [],
    ...given,
  };
}

/** A paper's place in a day's list, on time and without votes unless the test says otherwise. */
export function entry(given: Partial<ListingEntry> = {}): ListingEntry {
  const day = given.day ?? '2026-08-18';
  return {
    day,
    paperId: '2608.01234',
    upvotes: 0,
    comments: 0,
    firstSeenAt: `${day}T06:00:00.000Z`,
    late: false,
    sources: ['hugging-face'],
    ...given,
  };
}

export interface ListedFacts extends Partial<Omit<Paper, 'id'>> {
  readonly id: string;
  readonly upvotes?: number;
  readonly comments?: number;
  readonly late?: boolean;
  readonly firstSeenAt?: string;
  readonly sources?: ListingEntry['sources'];
}

/** A settled day with its papers, ranked by upvotes, comments and id. */
export function dayListing(
  day: string,
  papers: readonly ListedFacts[] = [],
  record: Partial<DayRecord> = {},
): DayListing {
  const listed = papers.map(facts => listedPaper(day, facts));
  const ranked = rankEntries(listed.map(facts => ({ ...facts.entry, facts }))).map(({ facts }, index) => ({
    ...facts,
    rank: index + 1,
  }));
  return {
    record: {
      day,
      status: 'settled',
      settledAt: `${day}T08:00:00.000Z`,
      entryCount: ranked.length,
      ...(ranked.length === 0 ? { empty: 'nothing-listed' as const } : {}),
      ...record,
    },
    papers: ranked,
  };
}

function listedPaper(day: string, facts: ListedFacts): Omit<ListedPaper, 'rank'> {
  const {
    upvotes = 0,
    comments = 0,
    late = false,
    sources = ['hugging-face'],
    firstSeenAt,
    ...ofPaper
  } = facts;
  return {
    paper: paper({ title: `Paper ${facts.id}`, ...ofPaper }),
    entry: entry({
      day,
      paperId: facts.id,
      upvotes,
      comments,
      late,
      sources,
      ...(firstSeenAt !== undefined && { firstSeenAt }),
    }),
  };
}
