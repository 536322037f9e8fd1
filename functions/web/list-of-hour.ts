import { offsetPieces } from '../../shared/subscribers/zone-offsets.ts';

const minute = 60_000;
const day = 24 * 60;
/** In minutes: what the poll may take. A mail that comes due sooner may be ahead of the list. */
const poll = 5;

/** Which day's list a digest of a local hour brings, while the zone keeps one offset from UTC. */
export interface ListOfHour {
  /** Local time less UTC, in minutes. */
  readonly offset: number;
  /** How many days the newest list that is complete by then is behind the local date; -1 when it is ahead of it. */
  readonly daysBehind: number;
  /** The first full hour that gets the list of its own date: 0 if all do, 24 or more if none does. */
  readonly sameDayFrom: number;
}

/**
 * What an hour means in a zone for the year to come, once for each of the zone's offsets, the least first. A list day is
 * a UTC day, and settles `settleMinute` minutes after it began.
 */
export function listsOfHour(
  { zone, hour }: { readonly zone: string; readonly hour: number },
  settleMinute: number,
  now: Date,
): readonly ListOfHour[] {
  const year = 365 * day * minute;
  const pieces = offsetPieces(zone, now.getTime(), now.getTime() + year);
  const running = pieces.filter((_, index) => (pieces[index + 1]?.from ?? Infinity) > now.getTime());
  const offsets = [...new Set(running.map(({ offset }) => offset / minute))].sort((a, b) => a - b);
  return offsets.map(offset => {
    const complete = offset + settleMinute + poll;
    return {
      offset,
      daysBehind: -Math.floor((hour * 60 - complete) / day),
      sameDayFrom: Math.max(0, Math.ceil(complete / 60)),
    };
  });
}
