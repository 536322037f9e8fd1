import { addDays, isoWeekday } from '../platform/calendar.ts';

/**
 * Years of which arXiv's published schedule is known: the days on whose evening (US Eastern) it announces nothing. For
 * other years the rules below stand in; a published year takes their place.
 */
const published: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    '2026',
    new Set([
      '2026-01-01',
      '2026-01-19',
      '2026-06-19',
      '2026-07-03',
      '2026-09-07',
      '2026-11-26',
      '2026-12-25',
      '2026-12-29',
      '2026-12-31',
    ]),
  ],
]);

/** New Year's Day, Juneteenth, Independence Day, Christmas Day. */
const fixedDates = ['01-01', '06-19', '07-04', '12-25'];

/** Martin Luther King's day, Labor Day, Thanksgiving: month, ISO weekday, which of them in the month. */
const movingDates = [
  { month: '01', weekday: 1, nth: 3 },
  { month: '09', weekday: 1, nth: 1 },
  { month: '11', weekday: 4, nth: 4 },
];

/** Whether arXiv announces nothing on the evening of the day. It only explains a day that is empty. */
export function isArxivHoliday(day: string): boolean {
  return (
    published.get(day.slice(0, 4))?.has(day) ?? (isObserved(day) || isMovingDate(day) || isYearsEnd(day))
  );
}

/** A fixed date on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
function isObserved(day: string): boolean {
  const weekday = isoWeekday(day);
  const kept = [
    day,
    ...(weekday === 5 ? [addDays(day, 1)] : []),
    ...(weekday === 1 ? [addDays(day, -1)] : []),
  ];
  return kept.some(each => fixedDates.includes(each.slice(5)));
}

function isMovingDate(day: string): boolean {
  const nth = Math.ceil(Number(day.slice(8)) / 7);
  return movingDates.some(
    date => date.month === day.slice(5, 7) && date.weekday === isoWeekday(day) && date.nth === nth,
  );
}

/** Between Christmas and New Year arXiv leaves some evenings out, others each year. */
function isYearsEnd(day: string): boolean {
  return day.slice(5) >= '12-24';
}
