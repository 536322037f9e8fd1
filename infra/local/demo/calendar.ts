import { addDays, isoWeekday } from '../../../shared/platform/calendar.ts';

/**
 * The UTC days to live through: each listed day, and on to the weekday on which the weekly reader gets their mail, so
 * that every listing reaches everybody. Ascending, each once; the long gaps of a recording are left out.
 */
export function simulatedDays(listedDays: readonly string[], weekday: number): string[] {
  const days = new Set<string>();
  for (const listed of listedDays) {
    days.add(listed);
    for (let day = listed; isoWeekday(day) !== weekday; ) {
      day = addDays(day, 1);
      days.add(day);
    }
  }
  return [...days].sort();
}
