import { isDeepStrictEqual } from 'node:util';
import { utcDay } from '../platform/calendar.ts';
import { atMost } from './at-most.ts';
import { dayAfterPoll, isPastSettleHour, type Poll } from './days.ts';
import { addToEntry, type Sighting } from './merge.ts';
import type { DayRecord, ListingEntry } from './paper.ts';
import type { PapersWriter, StoredDay } from './recording-store.ts';
import type { SourceEntry } from './told.ts';

export interface DayPoll {
  readonly day: string;
  readonly poll: Poll;
  /** The day's tellings under the ids that their papers are kept under (`recordPapers` first). */
  readonly told: readonly SourceEntry[];
  /** The poll's scheduled time. */
  readonly at: Date;
  /** Hour (UTC) from which the day counts as full. */
  readonly settleHour: number;
}

export interface RecordedDay {
  /** Undefined for a day that is still to come. */
  readonly record: DayRecord | undefined;
  readonly newEntries: number;
  readonly lateEntries: number;
  readonly changedEntries: number;
}

const writesAtOnce = 8;

/**
 * Merges a poll of one day into its listing and writes what changed. The day's record comes last: after a crash before
 * it the day has not settled yet, so entries that the repeated call adds are not taken for late ones.
 */
export async function recordDay(store: PapersWriter, dayPoll: DayPoll): Promise<RecordedDay> {
  const { day, told, at } = dayPoll;
  const stored = await store.getStoredDay(day);
  const known = new Map(stored.entries.map(entry => [entry.paperId, entry]));
  const next = mergeEntries(known, told, { at, late: stored.record?.status === 'settled' });
  const added = next.filter(entry => !known.has(entry.paperId));
  const changed = next.filter(entry => {
    const before = known.get(entry.paperId);
    return before !== undefined && !isDeepStrictEqual(before, entry);
  });

  await atMost(writesAtOnce, [...added, ...changed], entry => store.putEntry(entry));
  await keepSnapshot(store, stored, dayPoll);
  const entryCount = known.size + added.length;
  const record = dayAfterPoll({ ...dayPoll, known: stored.record, entryCount });
  if (record !== undefined && !isDeepStrictEqual(record, stored.record)) await store.putDayRecord(record);
  return {
    record,
    newEntries: added.length,
    lateEntries: added.filter(entry => entry.late).length,
    changedEntries: changed.length,
  };
}

/** The told entries as they are after the telling. */
function mergeEntries(
  known: ReadonlyMap<string, ListingEntry>,
  told: readonly SourceEntry[],
  sighting: Sighting,
): ListingEntry[] {
  const merged = new Map<string, ListingEntry>();
  for (const entry of told) {
    const before = merged.get(entry.paperId) ?? known.get(entry.paperId);
    merged.set(entry.paperId, addToEntry(before, entry, sighting));
  }
  return [...merged.values()];
}

/**
 * The first poll of a UTC date that reads the day and tells upvotes leaves them as the date's snapshot, so that
 * snapshots of following dates are about a day apart. On the list day itself it is the first after the settle hour:
 * before, hardly anything is listed, and it is the settled list that digests are made from.
 */
async function keepSnapshot(
  store: PapersWriter,
  stored: StoredDay,
  { day, poll, told, at, settleHour }: DayPoll,
): Promise<void> {
  // Another day's answer may tell a paper of this one: too little for a snapshot.
  if (poll.kind !== 'read') return;
  const polledOn = utcDay(at);
  if (polledOn === day && !isPastSettleHour(day, settleHour, at)) return;
  if (stored.snapshots.includes(polledOn)) return;
  const upvotes = told.flatMap(entry =>
    entry.upvotes === undefined ? [] : [[entry.paperId, entry.upvotes] as const],
  );
  if (upvotes.length > 0) await store.putSnapshot(day, polledOn, Object.fromEntries(upvotes));
}
