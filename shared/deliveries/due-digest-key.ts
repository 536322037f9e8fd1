import { addDays, isoWeekday, startOfDay } from '../platform/calendar.ts';
import type { DigestKey } from './digest-key.ts';

/** When digests are due: daily, Monday to Friday, or weekly on an ISO weekday (1 Monday … 7 Sunday). */
type DueFrequency = 'daily' | 'weekdays' | `weekly-${number}`;

/** The key of the digest that is due on a local date; undefined when none is. */
export function dueKey(frequency: DueFrequency, localDate: string): DigestKey | undefined {
  const weekday = isoWeekday(localDate);
  if (frequency === 'daily' || (frequency === 'weekdays' && weekday <= 5)) return dailyKey(localDate);
  return frequency === `weekly-${weekday}` ? weeklyKey(localDate) : undefined;
}

/** The key of a daily or weekdays reader's digest due on a local date. */
export function dailyKey(localDate: string): DigestKey {
  return localDate;
}

/** The key of a weekly reader's digest due on any date of that ISO week. */
export function weeklyKey(localDate: string): DigestKey {
  const monday = addDays(localDate, 1 - isoWeekday(localDate));
  return `${monday}-W${String(weekOfYear(monday)).padStart(2, '0')}`;
}

/** ISO 8601: a week belongs to the year that has its Thursday, and is the first with that year's first Thursday. */
function weekOfYear(monday: string): number {
  const thursday = addDays(monday, 3);
  const newYear = `${thursday.slice(0, 4)}-01-01`;
  return Math.floor((startOfDay(thursday) - startOfDay(newYear)) / (7 * 86_400_000)) + 1;
}
