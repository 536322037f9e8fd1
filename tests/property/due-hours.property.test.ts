import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueHours } from '../../shared/subscribers/due-hours.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'America/Santiago',
];
const quarter = 15 * 60_000;

/** Ticks of dispatch between two instants, some of them missed. */
const anyTicks = fc
  .tuple(
    fc.integer({ min: 0, max: 40_000 }),
    fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 60 }),
  )
  .map(([start, steps]) => {
    let at = Date.UTC(2026, 0, 1) + start * quarter;
    return [new Date(at), ...steps.map(step => new Date((at += step * quarter)))];
  });

describe('due hours', () => {
  it('are the same whether ticks come on time or are caught up, each exactly once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyTicks, (zone, ticks) => {
        const first = ticks[0]!;
        const last = ticks.at(-1)!;
        const stepwise = ticks.slice(1).flatMap((tick, index) => dueHours(zone, ticks[index]!, tick));
        expect(stepwise).toEqual(dueHours(zone, first, last));
        const names = stepwise.map(({ localDate, hour }) => `${localDate} ${hour}`);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 60 },
    );
  });

  it('give every hour of every local date one instant, at or after that hour on the wall', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 700 }), (zone, day) => {
        const from = new Date(Date.UTC(2026, 0, 1 + day));
        const due = dueHours(zone, from, new Date(from.getTime() + 4 * 86_400_000));
        const middle = new Date(from.getTime() + 2 * 86_400_000).toISOString().slice(0, 10);
        const hours = due.filter(({ localDate }) => localDate === middle).map(({ hour }) => hour);
        expect(hours.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
      }),
      { numRuns: 60 },
    );
  });
});
