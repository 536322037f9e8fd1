/** A stretch of time during which a zone keeps one offset from UTC; all in milliseconds. */
export interface OffsetPiece {
  /** The instant from which the offset is in force; of the first piece, one at which it was. */
  readonly from: number;
  /** Local time less UTC. */
  readonly offset: number;
}

/** What was looked up last for a zone: every change of its offset from `from` to `until`. */
interface Known {
  readonly from: number;
  readonly until: number;
  readonly pieces: readonly OffsetPiece[];
}

const known = new Map<string, Known>();

const hourLength = 3_600_000;
/** Clocks that are moved are not moved again within hours: in the whole time zone database, not since 1970. */
const step = 6 * hourLength;
/** So much more than was asked for is looked up, so that the ticks of days share the work. */
const ahead = 10 * 24 * hourLength;

/**
 * The zone's offsets from one instant to another, both in milliseconds since the epoch, in their order; there may be
 * some of before and after, too. Throws RangeError for a zone that the time zone database does not know.
 */
export function offsetPieces(zone: string, from: number, to: number): readonly OffsetPiece[] {
  const kept = known.get(zone);
  if (kept !== undefined && kept.from <= from && to <= kept.until) return kept.pieces;
  const until = to + ahead;
  const pieces = lookUp(offsetsOf(zone), from, until);
  known.set(zone, { from, until, pieces });
  return pieces;
}

function lookUp(offsetAt: OffsetAt, from: number, until: number): readonly OffsetPiece[] {
  let last: OffsetPiece = { from, offset: offsetAt(from) };
  const pieces = [last];
  for (let before = from; before < until; ) {
    const after = Math.min(before + step, until);
    const offset = offsetAt(after);
    if (offset !== last.offset) {
      last = { from: changeBetween(offsetAt, before, after), offset };
      pieces.push(last);
    }
    before = after;
  }
  return pieces;
}

/** The first instant at which the offset is that of `after`, if it changes once on the way. */
function changeBetween(offsetAt: OffsetAt, before: number, after: number): number {
  const changed = offsetAt(after);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === changed) after = middle;
    else before = middle;
  }
  return after;
}

type OffsetAt = (instant: number) => number;

/** `GMT`, `GMT+05:45`, `GMT-00:44:30`: the end of what the formatter below writes. */
const writtenOffset = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

function offsetsOf(zone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return instant => {
    const [, sign, hours = 0, minutes = 0, seconds = 0] = writtenOffset.exec(format.format(instant)) ?? [];
    const length = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
    return sign === '-' ? -length : length;
  };
}
