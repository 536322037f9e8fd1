import type { DayListing } from '../papers/paper.ts';
import type { Past } from './selection.ts';

/** A weekly reader's first digest looks back over this many list days. */
const daysInWeek = 7;

/**
 * The days that a digest covers, out of settled ones in ascending order: every day since the reader's first covered one
 * that no digest has covered yet. That is one day as a rule, several after an outage or a pause, and also a day that
 * settled after its successors. A new reader's first daily digest covers the newest day that has papers, a first weekly
 * one the last seven days. After a pause so long that no covered day is remembered, it is every day since.
 */
export function daysToCover(
  settled: readonly DayListing[],
  { covered, pausedFrom }: Pick<Past, 'covered' | 'pausedFrom'>,
  weekly: boolean,
): readonly DayListing[] {
  const [firstCovered] = [...covered.keys()].sort();
  if (firstCovered !== undefined)
    return settled.filter(({ record }) => record.day > firstCovered && !covered.has(record.day));
  if (pausedFrom !== undefined) return settled.filter(({ record }) => record.day >= pausedFrom);
  if (weekly) return settled.slice(-daysInWeek);
  const newest = settled.findLast(listing => listing.papers.length > 0);
  return newest === undefined ? [] : [newest];
}

/** Whether a digest makes up for others that did not come: it covers more than a reader of its kind expects. */
export function isCatchUp(
  covering: readonly DayListing[],
  { covered, pausedFrom }: Pick<Past, 'covered' | 'pausedFrom'>,
  weekly: boolean,
): boolean {
  if (covered.size === 0 && pausedFrom === undefined) return false;
  return weekly
    ? covering.length > daysInWeek
    : covering.filter(({ papers }) => papers.length > 0).length > 1;
}
