import { isDay } from '../../platform/calendar.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day that the parts of an English date name, such as `2026`, `Jan` and `8`; undefined when they name none. */
export function dayOfEnglishDate(
  year: string | undefined,
  month: string | undefined,
  dayOfMonth: string | undefined,
): string | undefined {
  const number = months.indexOf(month ?? '') + 1;
  const day = `${year ?? ''}-${String(number).padStart(2, '0')}-${(dayOfMonth ?? '').padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
