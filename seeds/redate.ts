import * as z from 'zod';
import { isWeekend } from '../shared/papers/days.ts';
import { addDays, startOfDay } from '../shared/platform/calendar.ts';

/** What of an entry carries a date; the rest passes through. */
const entrySchema = z.looseObject({
  publishedAt: z.string().optional(),
  paper: z.looseObject({ publishedAt: z.string().optional(), submittedOnDailyAt: z.string().optional() }),
});

/** The day itself, or the Friday before it. */
function mostRecentWeekday(day: string): string {
  return isWeekend(day) ? mostRecentWeekday(addDays(day, -1)) : day;
}

/**
 * Which recorded day stands for which day: the last one for the most recent weekday up to `lastDay`, the ones before
 * it for the weekdays before that, in their order.
 */
export function redatedDays(recorded: readonly string[], lastDay: string): Map<string, string> {
  const days = new Map<string, string>();
  let next = mostRecentWeekday(lastDay);
  for (const day of recorded.toSorted().toReversed()) {
    days.set(next, day);
    next = mostRecentWeekday(addDays(next, -1));
  }
  return days;
}

/** The entries of one recorded day as if that day were another: every date moves by the same time. */
export function redateEntries(entries: readonly unknown[], from: string, to: string): unknown[] {
  const shift = startOfDay(to) - startOfDay(from);
  return entries.map(value => {
    const { paper, ...entry } = entrySchema.parse(value);
    return {
      ...entry,
      ...moved('publishedAt', entry.publishedAt, shift),
      paper: {
        ...paper,
        ...moved('publishedAt', paper.publishedAt, shift),
        ...moved('submittedOnDailyAt', paper.submittedOnDailyAt, shift),
      },
    };
  });
}

function moved(key: string, instant: string | undefined, milliseconds: number): Record<string, string> {
  if (instant === undefined) return {};
  return { [key]: new Date(Date.parse(instant) + milliseconds).toISOString() };
}
