import { indexPapers, type PaperIndex } from '../matching/paper-index.ts';
import type { DayListing, DayRecord, Paper } from '../papers/paper.ts';
import type { UpvoteSnapshot } from '../papers/stored.ts';
import { compareText } from './candidate.ts';
import { createRiseFinder, type FindRise } from './rise.ts';

/** What the digests of a day draw on, whoever reads them: prepared once and shared by all of them. */
export interface Catalogue {
  /** The settled days with their papers, ascending. */
  readonly days: readonly DayListing[];
  /** What is known of days that have not settled, ascending. */
  readonly unsettled: readonly DayRecord[];
  /** The papers of all settled days. */
  readonly index: PaperIndex;
  /** How many those are: a term's rarity is measured against it. */
  readonly paperCount: number;
  readonly findRise: FindRise;
}

export interface CatalogueFacts {
  /** In any order; those of settled days are drawn on. */
  readonly listings: readonly DayListing[];
  /** Records of days that have no listing here, in any order. @default [] */
  readonly unsettled?: readonly DayRecord[];
  /** By list day, in any order; without them nothing is known to have risen. @default empty */
  readonly snapshots?: ReadonlyMap<string, readonly UpvoteSnapshot[]>;
}

export function catalogueOf({ listings, unsettled = [], snapshots = new Map() }: CatalogueFacts): Catalogue {
  const ascending = listings.toSorted((a, b) => compareText(a.record.day, b.record.day));
  const days = ascending.filter(({ record }) => record.status === 'settled');
  const filling = ascending.filter(({ record }) => record.status === 'filling').map(({ record }) => record);
  const papers = [...papersById(days).values()];
  return {
    days,
    unsettled: [...unsettled, ...filling].toSorted((a, b) => compareText(a.day, b.day)),
    index: indexPapers(papers),
    paperCount: papers.length,
    findRise: createRiseFinder(days, snapshots),
  };
}

/** In an order of their own, so that nothing depends on that of the listings. */
function papersById(days: readonly DayListing[]): ReadonlyMap<string, Paper> {
  const papers = days.flatMap(listing => listing.papers.map(({ paper }) => paper));
  return new Map(papers.toSorted((a, b) => compareText(a.id, b.id)).map(paper => [paper.id, paper]));
}
