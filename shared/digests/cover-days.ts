import type { DayListing, DayRecord } from '../papers/paper.ts';
import type { Past } from './selection.ts';

/** A weekly reader's first digest looks back over this many list days. */
const daysInWeek = 7;

/**
 * The days that a digest covers, out of settled ones in ascending order: every day since the reader's first covered one
 * that no digest has covered yet. That is one day as a rule, several after an outage or a pause, and also a day that
 * settled after its successors. A new reader's first daily digest covers the newest day that has papers, a first weekly
 * one the last seven days; if it does not come, the one in its place covers those and every day since. After a pause so
 * long that no covered day is remembered, it is every day since.
 */
export function daysToCover(
  settled: readonly DayListing[],
  { covered, pausedFrom, firstDueAt }: Pick<Past, 'covered' | 'pausedFrom' | 'firstDueAt'>,
  weekly: boolean,
): readonly DayListing[] {
  const [firstCovered] = [...covered.keys()].sort();
  if (firstCovered !== undefined)
    return settled.filter(({ record }) => record.day > firstCovered && !covered.has(record.day));
  if (pausedFrom !== undefined) return settled.filter(({ record }) => record.day >= pausedFrom);
  if (firstDueAt === undefined) return firstOfAll(settled, weekly);
  const first = new Set(
    firstOfAll(
      settled.filter(({ record }) => settledBy(record, firstDueAt)),
      weekly,
    ),
  );
  return settled.filter(listing => first.has(listing) || !settledBy(listing.record, firstDueAt));
}

/** The days of a reader's very first digest. */
function firstOfAll(settled: readonly DayListing[], weekly: boolean): readonly DayListing[] {
  if (weekly) return settled.slice(-daysInWeek);
  const newest = settled.findLast(listing => listing.papers.length > 0);
  return newest === undefined ? [] : [newest];
}

function settledBy({ settledAt }: DayRecord, instant: Date): boolean {
  return settledAt !== undefined && Date.parse(settledAt) <= instant.getTime();
}

/** Whether a digest makes up for others that did not come: it covers more than a reader of its kind expects. */
export function isCatchUp(covering: readonly DayListing[], weekly: boolean): boolean {
  return weekly
    ? covering.length > daysInWeek
    : covering.filter(({ papers }) => papers.length > 0).length > 1;
}
