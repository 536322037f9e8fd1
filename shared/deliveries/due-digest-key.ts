import { Temporal } from 'temporal-polyfill';
import type { DigestKey } from './digest-key.ts';

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
