import { describe, expect, it } from 'vitest';
import { nextDigest } from '../../../functions/web/next-digest.ts';
import { defaultPreferences, type Preferences } from '../../../shared/subscribers/subscriber.ts';

/** When the next digest of a reader in Berlin at 7 is due, as `date instant`. */
function next(preferences: Partial<Preferences>, now: string): string {
  const reader = { ...defaultPreferences, zone: 'Europe/Berlin', hour: 7, ...preferences };
  const due = nextDigest(reader, new Date(now));
  return `${due?.localDate} ${due?.at.toISOString().slice(0, 16)}`;
}

describe('the next digest', () => {
  it.each([
    // Wednesday 25 November 2026; Berlin is one hour ahead of UTC.
    ['before the hour', {}, '2026-11-25T05:59Z', '2026-11-25 2026-11-25T06:00'],
    ['at the hour, for that one is on its way', {}, '2026-11-25T06:00Z', '2026-11-26 2026-11-26T06:00'],
    [
      'on a Friday evening, for working days',
      { frequency: 'weekdays' },
      '2026-11-27T20:00Z',
      '2026-11-30 2026-11-30T06:00',
    ],
    [
      'weekly, later this week',
      { frequency: 'weekly', weekday: 5 },
      '2026-11-25T12:00Z',
      '2026-11-27 2026-11-27T06:00',
    ],
    [
      'weekly, on the day after the hour',
      { frequency: 'weekly', weekday: 3 },
      '2026-11-25T06:00Z',
      '2026-12-02 2026-12-02T06:00',
    ],
    ['in a pause', { pausedUntil: '2027-01-04' }, '2026-11-25T12:00Z', '2027-01-04 2027-01-04T06:00'],
    [
      'after a pause that is over',
      { pausedUntil: '2026-11-01' },
      '2026-11-25T12:00Z',
      '2026-11-26 2026-11-26T06:00',
    ],
    ['over the change of clocks', {}, '2027-03-27T12:00Z', '2027-03-28 2027-03-28T05:00'],
    [
      'across the date line',
      { zone: 'Pacific/Kiritimati' },
      '2026-11-25T12:00Z',
      '2026-11-26 2026-11-25T17:00',
    ],
  ] as const)('%s', (_, preferences, now, expected) => {
    expect(next(preferences, now)).toBe(expected);
  });
});
