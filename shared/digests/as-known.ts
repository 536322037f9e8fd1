import type { DayListing, DayRecord } from '../papers/paper.ts';
import type { UpvoteSnapshot } from '../papers/stored.ts';
import { utcDay } from '../platform/calendar.ts';

/**
 * What was known at an instant, told from what is stored now. A digest is made of this, so that it does not depend on when
 * its job is worked on: in a run that outlasts a poll, the last reader gets the days that the first one got. Upvotes and
 * comments are the exception: earlier ones are not kept, and a reader is not worse off with those of now.
 */

/** A day that settled later was still filling then. */
export function recordAsKnown(record: DayRecord, at: Date): DayRecord {
  const { day, settledAt, delayed, entryCount } = record;
  if (record.status === 'filling' || isBy(settledAt, at)) return record;
  return { day, status: 'filling', ...(isBy(delayed?.since, at) && { delayed }), entryCount };
}

/** Papers that entered later are left out, and the others ranked without them. */
export function listingAsKnown({ record, papers }: DayListing, at: Date): DayListing {
  const known = papers.filter(({ entry }) => isBy(entry.firstSeenAt, at));
  return {
    record: { ...recordAsKnown(record, at), entryCount: known.length },
    papers: known.map((listed, index) => ({ ...listed, rank: index + 1 })),
  };
}

/** A date's snapshot counts as known on all of it: it is the date's first poll that leaves it. */
export function snapshotsAsKnown(snapshots: readonly UpvoteSnapshot[], at: Date): readonly UpvoteSnapshot[] {
  return snapshots.filter(({ polledOn }) => polledOn <= utcDay(at));
}

function isBy(instant: string | undefined, at: Date): boolean {
  return instant !== undefined && Date.parse(instant) <= at.getTime();
}
