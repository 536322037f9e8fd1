import { indexPapers, type PaperIndex } from '../matching/paper-index.ts';
import { similarity } from '../matching/similarity.ts';
import type { DayListing, DayRecord } from '../papers/paper.ts';
import type { UpvoteSnapshot } from '../papers/stored.ts';
import { compareText } from './candidate.ts';
import { createRiseFinder, type FindRise } from './rise.ts';

/** What the digests of a day draw on, whoever reads them: prepared once and shared by all of them. */
export interface Catalogue {
  /** The settled days with their papers, ascending. */
  readonly days: readonly DayListing[];
  /** What is known of days that have not settled, ascending. */
  readonly unsettled: readonly DayRecord[];
  /** The papers of all settled days, at least. */
  readonly index: PaperIndex;
  /** How many those are: a term's rarity is measured against it. */
  readonly paperCount: number;
  readonly findRise: FindRise;
  /** How alike two of the papers are, from 0 to 1, whichever comes first. */
  readonly likeness: (a: string, b: string) => number;
}

export interface CatalogueFacts {
  /** In any order; those of settled days are drawn on. */
  readonly listings: readonly DayListing[];
  /** Records of days that have no listing here, in any order. @default [] */
  readonly unsettled?: readonly DayRecord[];
  /** By list day, in any order; without them nothing is known to have risen. @default empty */
  readonly snapshots?: ReadonlyMap<string, readonly UpvoteSnapshot[]>;
  /** An index of these papers, or of more, if there is one already. */
  readonly index?: PaperIndex;
}

export function catalogueOf({
  listings,
  unsettled = [],
  snapshots = new Map(),
  index: given,
}: CatalogueFacts): Catalogue {
  const ascending = listings.toSorted((a, b) => compareText(a.record.day, b.record.day));
  const days = ascending.filter(({ record }) => record.status === 'settled');
  const filling = ascending.filter(({ record }) => record.status === 'filling').map(({ record }) => record);
  const index = given ?? indexPapers(days.flatMap(({ papers }) => papers.map(({ paper }) => paper)));
  return {
    days,
    unsettled: [...unsettled, ...filling].toSorted((a, b) => compareText(a.day, b.day)),
    index,
    paperCount: index.papers.length,
    findRise: createRiseFinder(days, snapshots),
    likeness: remembered((a, b) => similarity(a, b, index)),
  };
}

/** A weekly reader with common words compares thousands of pairs, in 70 ms; the next one finds them here in 4. */
function remembered(compare: (a: string, b: string) => number): (a: string, b: string) => number {
  const known = new Map<string, Map<string, number>>();
  return (a, b) => {
    const [first, second] = a < b ? [a, b] : [b, a];
    const row = known.get(first) ?? new Map<string, number>();
    known.set(first, row);
    const found = row.get(second);
    if (found !== undefined) return found;
    const value = compare(first, second);
    row.set(second, value);
    return value;
  };
}
