import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DispatchDeps, dispatch } from '../../functions/dispatch/dispatch.ts';
import { dueReaders } from '../../functions/fan-out/due-readers.ts';
import { weeklyKey } from '../../shared/deliveries/due-digest-key.ts';
import { sliceJobSchema } from '../../shared/jobs.ts';
import { isoWeekday, startOfDay, utcDay } from '../../shared/platform/calendar.ts';
import { dueHours } from '../../shared/subscribers/due-hours.ts';
import { recordingLog } from '../support/delivery-factories.ts';
import { fake } from '../support/fake.ts';
import { dueByTheClock, quarter, wallTimes } from '../support/wall-clock.ts';

const zones = Intl.supportedValuesOf('timeZone');
const from = Date.UTC(2026, 0, 1);
const to = Date.UTC(2028, 0, 1);
const ticks = (to - from) / quarter;
/** Of the one reader of each frequency whom the second test puts into each zone. */
const hourIn = new Map(zones.map((zone, index) => [zone, index % 24]));

describe('over two years, in every zone', () => {
  it('each hour of each date is due once, when the clock shows it first, on ticks every quarter of an hour', () => {
    for (const zone of zones) {
      const expected = dueByTheClock(wallTimes(zone, from, to), from);
      for (let tick = from; tick < to; tick += quarter) {
        for (const { hour, localDate, at } of dueHours(zone, new Date(tick), new Date(tick + quarter))) {
          const local = startOfDay(localDate) + hour * 4 * quarter;
          // Deleted, so that a second time is unexpected.
          if (expected.get(local) !== at.getTime() || !expected.delete(local))
            expect.fail(`${zone}: ${localDate} ${hour}:00 is due at ${at.toISOString()}, wrongly or again`);
        }
      }
      expect([zone, [...expected.keys()]]).toEqual([zone, []]);
    }
  }, 300_000);

  it('each reader gets each of their digests once, whatever ticks are missed, late or come twice', async () => {
    const datesOf = new Map(zones.map(zone => [zone, datesDue(zone)]));
    await fc.assert(
      fc.asyncProperty(anyTrouble, async trouble => {
        const due = await digestsDue(scheduledTimes(trouble));

        for (const zone of zones) {
          const dates = datesOf.get(zone) ?? [];
          expect([zone, due(zone, 'daily')]).toEqual([zone, dates]);
          expect([zone, due(zone, 'weekdays')]).toEqual([zone, dates.filter(date => isoWeekday(date) <= 5)]);
          const wednesdays = dates.filter(date => isoWeekday(date) === 3);
          expect([zone, due(zone, 'weekly-3')]).toEqual([zone, wednesdays.map(weeklyKey)]);
        }
      }),
      // One run works through 2 × 365 days in 418 zones; every night draws another.
      { numRuns: 1 },
    );
  }, 300_000);
});

/** The dates on which the zone's reader of the second test is due, by the clock. */
function datesDue(zone: string): string[] {
  const due = [...dueByTheClock(wallTimes(zone, from, to), from).keys()];
  return due
    .filter(local => new Date(local).getUTCHours() === hourIn.get(zone))
    .map(local => utcDay(new Date(local)));
}

/** How dispatch is called: after so many quarters of an hour (up to 24 h are made up for), and how. */
const anyTrouble = fc.array(
  fc.record({
    steps: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 8 }) },
      fc.integer({ min: 1, max: 95 }),
    ),
    how: fc.constantFrom('as scheduled', 'as scheduled', 'twice', 'and an earlier one after it'),
  }),
  { minLength: 20, maxLength: 60 },
);
type Trouble = typeof anyTrouble extends fc.Arbitrary<infer T> ? T : never;

/** The same trouble over and over until the two years are over. */
function* scheduledTimes(trouble: Trouble): Iterable<Date> {
  for (let tick = 0, turn = 0; tick < ticks; turn += 1) {
    const { steps, how } = trouble[turn % trouble.length]!;
    tick = Math.min(tick + steps, ticks);
    yield new Date(from + tick * quarter);
    if (how === 'twice') yield new Date(from + tick * quarter);
    if (how === 'and an earlier one after it') yield new Date(from + (tick - 1) * quarter);
  }
}

/** Lets dispatch work through these times and fan-out's rule through its slices; the keys of each reader's digests. */
async function digestsDue(times: Iterable<Date>) {
  const keys = new Map<string, string[]>();
  let checkpoint = new Date(from);
  const log = recordingLog();
  const deps: DispatchDeps = {
    readers: { hoursInUse: () => Promise.resolve([...hourIn].map(([zone, hour]) => ({ zone, hour }))) },
    runs: {
      checkpoint: () => Promise.resolve(checkpoint),
      // As the store does: never back.
      advanceCheckpoint: (through: Date) =>
        Promise.resolve(void (checkpoint = through > checkpoint ? through : checkpoint)),
      open: () => Promise.resolve(),
    },
    slices: fake<DispatchDeps['slices']>('slices', {
      send: bodies => {
        bodies.forEach(takeSlice);
        return Promise.resolve();
      },
    }),
    log,
  };
  for (const time of times) await dispatch(time, deps);
  expect(log.events).toEqual([]);
  return (zone: string, frequency: (typeof readers)[number]['frequency']) =>
    keys.get(`${zone} ${frequency}`) ?? [];

  function takeSlice(body: string): void {
    // One shard is like another.
    if (!body.includes('#0"')) return;
    const { slot, localDate } = sliceJobSchema.parse(JSON.parse(body));
    const zone = slot.slice(0, slot.indexOf('#'));
    for (const [digest, ids] of dueReaders(readers, localDate)) {
      for (const id of ids) {
        const known = keys.get(`${zone} ${id}`) ?? [];
        known.push(digest);
        keys.set(`${zone} ${id}`, known);
      }
    }
  }
}

const readers = [
  { id: 'daily', frequency: 'daily' },
  { id: 'weekdays', frequency: 'weekdays' },
  { id: 'weekly-3', frequency: 'weekly-3' },
] as const;
