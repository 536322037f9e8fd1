import { utcDay } from '../platform/calendar.ts';
import { offsetPieces } from './zone-offsets.ts';

/** A local hour of a zone that came due, and the instant at which it did. */
export interface DueHour {
  readonly zone: string;
  readonly hour: number;
  /** The local date that the hour belongs to: the digest's date. */
  readonly localDate: string;
  readonly at: Date;
}

const hourLength = 3_600_000;
/** No zone ever moved its clocks by more: a day, across the date line. */
const longestShift = 24 * hourLength;

/**
 * The local hours of a zone that come due in `(from, to]`, earliest first. Each (date, hour) is due at exactly one
 * instant: an hour that daylight saving doubles comes due the first time; one that it skips comes due when it would
 * have, had the clocks not been moved (RFC 5545's rule). Throws RangeError for a zone that the time zone database does
 * not know.
 *
 * Local times are numbers here, milliseconds on a calendar without zones. Each belongs to the piece of constant offset
 * in which the clock shows it first, or would have: the pieces part them at the greater of the two offsets of every
 * change, whether the clock jumps forward or back.
 */
export function dueHours(zone: string, from: Date, to: Date): DueHour[] {
  if (to <= from) return [];
  const pieces = offsetPieces(zone, from.getTime() - longestShift, to.getTime());
  const due: DueHour[] = [];
  let start = -Infinity;
  for (const [index, { offset }] of pieces.entries()) {
    const next = pieces[index + 1];
    const end = next === undefined ? Infinity : next.from + Math.max(offset, next.offset);
    const first = Math.max(start, from.getTime() + offset + 1);
    const last = Math.min(end - 1, to.getTime() + offset);
    for (let local = Math.ceil(first / hourLength) * hourLength; local <= last; local += hourLength)
      due.push(dueHour(zone, local, offset));
    start = end;
  }
  return due.length < 2 ? due : due.sort(byInstant);
}

function dueHour(zone: string, local: number, offset: number): DueHour {
  const wall = new Date(local);
  return { zone, hour: wall.getUTCHours(), localDate: utcDay(wall), at: new Date(local - offset) };
}

function byInstant(a: DueHour, b: DueHour): number {
  return a.at.getTime() - b.at.getTime() || a.localDate.localeCompare(b.localDate) || a.hour - b.hour;
}
