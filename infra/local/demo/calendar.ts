import { Temporal } from 'temporal-polyfill';

/**
 * The UTC days to live through: each listed day, and on to the weekday on which the weekly reader gets their mail, so
 * that every listing reaches everybody. Ascending, each once; the long gaps of a recording are left out.
 */
export function simulatedDays(listedDays: readonly string[], weekday: number): string[] {
  const days = new Set<string>();
  for (const listed of listedDays) {
    let day = Temporal.PlainDate.from(listed);
    days.add(day.toString());
    while (day.dayOfWeek !== weekday) {
      day = day.add({ days: 1 });
      days.add(day.toString());
    }
  }
  return [...days].sort();
}
