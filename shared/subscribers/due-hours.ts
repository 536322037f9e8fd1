import { Temporal } from 'temporal-polyfill';

/** A local hour of a zone that came due, and the instant at which it did. */
export interface DueHour {
  readonly zone: string;
  readonly hour: number;
  /** The local date that the hour belongs to: the digest's date. */
  readonly localDate: string;
  readonly at: Date;
}

/**
 * The local hours of a zone that come due in `(from, to]`, earliest first. Each (date, hour) is due at exactly one
 * instant: an hour that daylight saving skips comes due when the clock has jumped over it, one that it doubles comes
 * due the first time. Throws RangeError for a zone that the time zone database does not know.
 */
export function dueHours(zone: string, from: Date, to: Date): DueHour[] {
  if (to <= from) return [];
  const due: DueHour[] = [];
  // A day either side: at the date line a local date differs from the UTC date by up to one.
  const first = localDateAt(from, zone).subtract({ days: 1 });
  const last = localDateAt(to, zone).add({ days: 1 });
  for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    for (let hour = 0; hour < 24; hour += 1) {
      const at = instantOf(date, hour, zone);
      if (at > from && at <= to) due.push({ zone, hour, localDate: date.toString(), at });
    }
  }
  return due.sort(
    (a, b) => a.at.getTime() - b.at.getTime() || a.localDate.localeCompare(b.localDate) || a.hour - b.hour,
  );
}

function localDateAt(instant: Date, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate();
}

/** "compatible" takes the later instant of a skipped time and the earlier of a doubled one (RFC 5545's rule). */
function instantOf(date: Temporal.PlainDate, hour: number, zone: string): Date {
  const local = date.toPlainDateTime({ hour });
  return new Date(local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}
