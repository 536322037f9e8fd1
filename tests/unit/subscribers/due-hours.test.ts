import { describe, expect, it } from 'vitest';
import { dueHours } from '../../../shared/subscribers/due-hours.ts';

/** When one local hour of a date came due, as `HH:MM` UTC. */
function dueAt(zone: string, date: string, hour: number): string[] {
  const midnight = new Date(`${date}T00:00:00Z`).getTime();
  return dueHours(zone, new Date(midnight - 86_400_000), new Date(midnight + 2 * 86_400_000))
    .filter(due => due.localDate === date && due.hour === hour)
    .map(due => due.at.toISOString().slice(11, 16));
}

describe('when a local hour comes due', () => {
  it('follows the zone through summer and winter', () => {
    expect(dueAt('Europe/Berlin', '2026-07-01', 7)).toEqual(['05:00']);
    expect(dueAt('Europe/Berlin', '2026-12-01', 7)).toEqual(['06:00']);
  });

  it('comes due after the jump when daylight saving skips it', () => {
    expect(dueAt('Europe/Berlin', '2026-03-29', 2)).toEqual(['01:00']);
    expect(dueAt('Europe/Berlin', '2026-03-29', 3)).toEqual(['01:00']);
  });

  it('comes due the first time, and only then, when daylight saving doubles it', () => {
    expect(dueAt('Europe/Berlin', '2026-10-25', 2)).toEqual(['00:00']);
  });

  it('knows half-hour changes and quarter-hour zones', () => {
    expect(dueAt('Australia/Lord_Howe', '2026-10-04', 2)).toEqual(['15:30']);
    expect(dueAt('Asia/Kathmandu', '2026-07-01', 7)).toEqual(['01:15']);
  });

  it('knows changes of more than an hour, and zones that lose a whole day', () => {
    // Two hours at Troll: what is skipped comes when it would have, had the clock not moved.
    expect(dueAt('Antarctica/Troll', '2026-03-29', 2)).toEqual(['02:00']);
    expect(dueAt('Antarctica/Troll', '2026-03-29', 3)).toEqual(['01:00']);
    // Samoa went from 29 to 31 December; a digest of the lost date comes with that of the next.
    expect(dueAt('Pacific/Apia', '2011-12-30', 7)).toEqual(['17:00']);
    expect(dueAt('Pacific/Apia', '2011-12-31', 7)).toEqual(['17:00']);
  });

  it('knows zones that changed their rules: Turkey stayed on summer time in 2016', () => {
    expect(dueAt('Europe/Istanbul', '2015-12-01', 7)).toEqual(['05:00']);
    expect(dueAt('Europe/Istanbul', '2016-12-01', 7)).toEqual(['04:00']);
  });

  it('has nothing in an empty or backward span', () => {
    const at = new Date('2026-07-01T05:00:00Z');
    expect(dueHours('UTC', at, at)).toEqual([]);
    expect(dueHours('UTC', at, new Date(0))).toEqual([]);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => dueHours('Mars/Olympus', new Date(0), new Date(1))).toThrow(RangeError);
  });
});
