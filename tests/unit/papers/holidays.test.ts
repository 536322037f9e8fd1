import { describe, expect, it } from 'vitest';
import { isArxivHoliday } from '../../../shared/papers/holidays.ts';
import { addDays, isoWeekday } from '../../../shared/platform/calendar.ts';

function weekdayHolidays(year: number): string[] {
  const days = Array.from({ length: 365 }, (_, index) => addDays(`${year}-01-01`, index));
  return days.filter(day => isoWeekday(day) <= 5 && isArxivHoliday(day));
}

describe('arXiv’s holidays', () => {
  it('are those of its schedule in a year of which it is known, and no others', () => {
    expect(weekdayHolidays(2026)).toHaveLength(9);
    expect(isArxivHoliday('2026-12-31')).toBe(true);
    expect(isArxivHoliday('2026-12-30')).toBe(false);
  });

  it('follow the rules of the calendar in the years after, weekends and the year’s end included', () => {
    expect(weekdayHolidays(2027)).toEqual([
      '2027-01-01',
      '2027-01-18',
      // Juneteenth is a Saturday, the Fourth of July a Sunday.
      '2027-06-18',
      '2027-07-05',
      '2027-09-06',
      '2027-11-25',
      ...['24', '27', '28', '29', '30', '31'].map(date => `2027-12-${date}`),
    ]);
  });

  it('would have been found by the rules in 2026, too', () => {
    // 2037 has the calendar of 2026, and no schedule.
    const byRule = new Set(weekdayHolidays(2037).map(day => day.slice(5)));

    expect(weekdayHolidays(2026).filter(day => !byRule.has(day.slice(5)))).toEqual([]);
  });

  it('are none on an ordinary day', () => {
    for (const day of ['2027-01-11', '2027-05-31', '2027-11-26', '2028-02-29'])
      expect(isArxivHoliday(day)).toBe(false);
  });
});
