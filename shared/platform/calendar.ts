/** Calendar days as `YYYY-MM-DD`: a UTC day or a date in a reader's zone, which arithmetic need not tell apart. */

const dayInMilliseconds = 86_400_000;

/** The UTC day that the instant lies in. */
export function utcDay(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** Midnight UTC of the day, in milliseconds since the epoch; NaN for a text that is no day. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day `count` days later, or earlier when negative. */
export function addDays(day: string, count: number): string {
  return utcDay(new Date(startOfDay(day) + count * dayInMilliseconds));
}

/** Whether the text is a day of the calendar: `2026-02-30` is none. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(startOfDay(text)) && addDays(text, 0) === text;
}

/** ISO weekday, 1 Monday … 7 Sunday. */
export function isoWeekday(day: string): number {
  return new Date(startOfDay(day)).getUTCDay() || 7;
}

/** The date that a calendar in this IANA zone shows at the instant; throws RangeError for an unknown zone. */
export function localDate(instant: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA-u-ca-iso8601', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find(each => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}
