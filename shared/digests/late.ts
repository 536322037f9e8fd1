import type { DayListing } from '../papers/paper.ts';
import { type Candidate, candidatesOf } from './candidate.ts';
import type { Past } from './selection.ts';

/**
 * From a poll's scheduled time until every digest sees what it saw, in milliseconds: a poll may be tried again for an
 * hour, and listings are kept for minutes.
 */
const longestWayIn = 2 * 3_600_000;

/**
 * Papers that entered a covered day late. They compete in the next digest, and in that one only: a paper that did not
 * make it then is no news later, and would otherwise fill a mail of its own on the next quiet day.
 */
export function lateCandidates(
  settled: readonly DayListing[],
  { covered, lastDueAt }: Pick<Past, 'covered' | 'lastDueAt'>,
): readonly Candidate[] {
  const offeredUntil = (lastDueAt?.getTime() ?? 0) - longestWayIn;
  return settled
    .filter(({ record }) => covered.has(record.day))
    .flatMap(listing => candidatesOf(listing, true))
    .filter(({ listed: { entry } }) => entry.late && Date.parse(entry.firstSeenAt) > offeredUntil);
}
