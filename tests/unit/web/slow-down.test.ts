import { describe, expect, it } from 'vitest';
import { skipReason } from '../../../functions/mailer/skip-reason.ts';
import { slowedDown } from '../../../functions/web/slow-down.ts';
import { isoWeekday } from '../../../shared/platform/calendar.ts';
import { dueHours } from '../../../shared/subscribers/due-hours.ts';
import type { Preferences } from '../../../shared/subscribers/subscriber.ts';
import { subscriber } from '../../support/subscriber-factories.ts';

const day = 86_400_000;
const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** The digests of the next weeks, and for each whether the mailer leaves it out. */
function comingDigests(preferences: Preferences, now: Date, days = 28) {
  return dueHours(preferences.zone, now, new Date(now.getTime() + days * day))
    .filter(({ hour }) => hour === preferences.hour)
    .filter(({ localDate }) =>
      preferences.frequency === 'weekly' ? isoWeekday(localDate) === preferences.weekday : true,
    )
    .map(({ localDate, at }) => ({ localDate, skipped: skipReason(subscriber({ preferences }), at) }));
}

function skippedAfter(preferences: Preferences, now: Date): boolean[] {
  return comingDigests(preferences, now).map(({ skipped }) => skipped === 'paused');
}

describe('a pause of a week', () => {
  const presses = weekdays.flatMap(weekday =>
    weekdays.flatMap(pressedOn =>
      // An hour before the mail of 07:00 in Berlin, the minute it comes due, and an hour after it.
      ['T05:00:00Z', 'T06:00:00Z', 'T07:00:00Z'].map(
        time => [weekday, `2026-11-${22 + pressedOn}${time}`] as const,
      ),
    ),
  );

  it.each(presses)('skips the next digest of weekday %i and no other when pressed at %s', (weekday, at) => {
    const now = new Date(at);
    const { preferences } = subscriber({}, { zone: 'Europe/Berlin', hour: 7, frequency: 'weekly', weekday });

    const paused = slowedDown('pause-week', preferences, { now });

    expect(skippedAfter(paused, now)).toEqual([true, false, false, false]);
    expect(comingDigests(paused, now)[1]?.localDate).toBe(paused.pausedUntil);
  });

  it('skips the next digest of a weekly reader across the change of the clocks, and over the date line', () => {
    const cases = ['Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'].flatMap(
      zone =>
        ['2026-10-25T00:30:00Z', '2026-11-01T06:30:00Z', '2027-03-28T01:30:00Z'].map(at => ({ zone, at })),
    );

    const skipped = cases.flatMap(({ zone, at }) =>
      weekdays.map(weekday => {
        const { preferences } = subscriber({}, { zone, hour: 2, frequency: 'weekly', weekday });
        return skippedAfter(slowedDown('pause-week', preferences, { now: new Date(at) }), new Date(at));
      }),
    );

    for (const each of skipped) expect(each.filter(Boolean)).toEqual([true]);
    for (const each of skipped) expect(each[0]).toBe(true);
  });

  it('asked for twice, or beside a longer pause, is still one', () => {
    const now = new Date('2026-11-23T08:00:00Z');
    const { preferences } = subscriber(
      {},
      { zone: 'Europe/Berlin', hour: 7, frequency: 'weekly', weekday: 1 },
    );
    const once = slowedDown('pause-week', preferences, { now });

    const twice = slowedDown('pause-week', once, { now: new Date('2026-11-29T08:00:00Z') });
    const longer = { ...preferences, pausedUntil: '2026-12-01' };
    const besideLonger = slowedDown('pause-week', longer, { now });

    expect(once.pausedUntil).toBe('2026-12-07');
    expect(twice).toBe(once);
    expect(besideLonger).toBe(longer);
  });

  it('lasts seven days of the calendar for whoever gets mail every day', () => {
    const now = new Date('2026-11-23T08:00:00Z');
    const { preferences } = subscriber({}, { zone: 'Europe/Berlin', hour: 7 });

    const paused = slowedDown('pause-week', preferences, { now });

    expect(paused.pausedUntil).toBe('2026-11-30');
    expect(skippedAfter(paused, now).filter(Boolean)).toHaveLength(6);
  });
});
