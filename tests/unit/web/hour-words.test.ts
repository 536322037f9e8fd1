import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listsOfHour } from '../../../functions/web/list-of-hour.ts';
import { hourWords, settleWords } from '../../../functions/web/pages/hour-words.ts';
import { addDays, utcDay } from '../../../shared/platform/calendar.ts';
import { dueHours } from '../../../shared/subscribers/due-hours.ts';
import { zoneNames } from '../../../shared/subscribers/zones.ts';

const now = new Date('2026-11-25T09:00:00.000Z');
/** Lists settle at 08:05 UTC. */
const settleMinute = 485;

function words(zone: string, hour: number, frequency: 'daily' | 'weekly' = 'daily'): string {
  return hourWords({ zone, hour, frequency }, settleMinute, now);
}

describe('what an hour means', () => {
  it.each([
    ['Asia/Kathmandu', 7, 'of the day before; from 14:00, that of the same day.'],
    ['Asia/Kathmandu', 14, 'of the same day; before 14:00, that of the day before.'],
    [
      'Europe/Berlin',
      7,
      'of the day before; from 10:00, or 11:00 while the clocks are forward, that of the same day.',
    ],
    ['Europe/Berlin', 10, 'of the same day, but of the day before while the clocks are forward.'],
    ['Pacific/Honolulu', 7, 'of the same day.'],
    ['Pacific/Honolulu', 23, 'of the day about to begin, for the day of a list is UTC’s.'],
  ])('in %s at %i', (zone, hour, end) => {
    expect(words(zone, hour)).toMatch(new RegExp(`^At .* in .* you get the list ${end}$`));
  });

  it('is said of UTC without a place, and of weekly digests in words of their own', () => {
    expect(words('UTC', 8)).toBe(
      'At 08:00 UTC you get the list of the day before; from 09:00, that of the same day.',
    );
    expect(words('UTC', 8, 'weekly')).toMatch(/^At 08:00 UTC the newest list in the digest is the one of/);
  });

  it('is true of every zone, hour and date of the year to come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zoneNames),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 2, max: 360 }),
        (zone, hour, days) => {
          const date = addDays(utcDay(now), days);
          const [from, to] = [new Date(addDays(date, -2)), new Date(addDays(date, 2))];
          const due = dueHours(zone, from, to).find(each => each.localDate === date && each.hour === hour);
          const newestComplete = utcDay(new Date(due!.at.getTime() - (settleMinute + 5) * 60_000));

          const said = listsOfHour({ zone, hour }, settleMinute, now).map(({ daysBehind }) => daysBehind);

          expect(said.map(daysBehind => addDays(date, -daysBehind))).toContain(newestComplete);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is told in general to whoever signs up', () => {
    expect(settleWords(settleMinute)).toMatch(/complete soon after 08:05 UTC/);
  });
});
