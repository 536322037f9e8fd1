import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

/**
 * Names one digest of one subscriber: the local date it is due on (`2026-08-18`), or the Monday and number of its ISO
 * week (`2026-08-17-W34`). Sorts by date whatever the frequency, and fits SES's tag alphabet.
 */
export const digestKeySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}(-W\d{2})?$/);
export type DigestKey = z.output<typeof digestKeySchema>;

/** The key of a daily reader's digest due on a local date. */
export function dailyKey(localDate: string): DigestKey {
  return localDate;
}

/** The key of a weekly reader's digest due on any date of that ISO week. */
export function weeklyKey(localDate: string): DigestKey {
  const date = Temporal.PlainDate.from(localDate);
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  return `${monday.toString()}-W${String(date.weekOfYear).padStart(2, '0')}`;
}

/** Whether the digest covers a week. */
export function isWeekly(key: DigestKey): boolean {
  return key.includes('-W');
}

/** The first local date that the digest belongs to. */
export function firstDate(key: DigestKey): string {
  return key.slice(0, 10);
}

/** ISO weekday, 1 Monday … 7 Sunday, of a local date. */
export function isoWeekday(localDate: string): number {
  return Temporal.PlainDate.from(localDate).dayOfWeek;
}

/** A date so many days before. */
export function daysBefore(date: string, days: number): string {
  return Temporal.PlainDate.from(date).subtract({ days }).toString();
}
