import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
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

  it('come when a library of time zones says, in any zone, from 1970 on', () => {
    const names = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.double({ min: 0, max: 1, noNaN: true }),
        anySpan,
        (zone, at, span) => {
          const from = Math.floor(at * Date.UTC(2037, 0, 1));
          const near = changeAfter(zone, from) - Math.floor(span / 2);

          for (const start of [from, near]) {
            const due = dueHours(zone, new Date(start), new Date(start + span));
            expect(due).toEqual(dueByLibrary(zone, start, start + span));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

const anySpan = fc.integer({ min: 1, max: 2 * 86_400_000 });

/** The zone's next change of its clocks, or the instant itself if there is none. */
function changeAfter(zone: string, instant: number): number {
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return at.getTimeZoneTransition('next')?.epochMilliseconds ?? instant;
}

/** The same question put to Temporal, whose "compatible" is RFC 5545's rule: every hour of every date, one by one. */
function dueByLibrary(zone: string, from: number, to: number) {
  const dateAt = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  const due = [];
  const last = dateAt(to).add({ days: 1 });
  let date = dateAt(from).subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    for (let hour = 0; hour < 24; hour += 1) {
      const local = date.toPlainDateTime({ hour });
      const at = local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
      if (at > from && at <= to) due.push({ zone, hour, localDate: date.toString(), at: new Date(at) });
    }
  }
  // Stable: of one instant the earlier local time first.
  return due.sort((a, b) => a.at.getTime() - b.at.getTime());
}
