import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoWeekday } from '../../shared/platform/calendar.ts';
import { frequencies, type Preferences } from '../../shared/subscribers/subscriber.ts';
import { readerId } from '../support/delivery-factories.ts';
import { type OneReaderWorld, oneReaderWorld, type WorldFacts } from '../support/one-reader-world.ts';
import { dayListing } from '../support/paper-factories.ts';
import { subscriber } from '../support/subscriber-factories.ts';

const start = '2026-08-03';
/** Days of trouble, and after them as many as the slowest rhythm needs to bring what is left. */
const [troubled, quiet] = [16, 10];
/** The hours of the story at which something happens: at others neither lists settle nor is anybody due. */
const hours = [3, 7, 8, 9, 12, 20];

const days = Array.from({ length: troubled + quiet + 7 }, (_, index) => addDays(start, index - 7));
const lists = days.map(day =>
  dayListing(day, isoWeekday(day) > 5 ? [] : [{ id: paperOf(day) }], { settledAt: `${day}T08:05:00.000Z` }),
);

function paperOf(day: string): string {
  return `2608.0${day.slice(5, 7)}${day.slice(8)}`;
}

interface Story {
  readonly preferences: Pick<Preferences, 'frequency' | 'hour' | 'weekday'>;
  /** The stops of the mailer: from which day on, and for how many. */
  readonly stops: readonly { readonly from: number; readonly length: number }[];
  /** On which day dispatch misses its ticks; it catches up on the next. */
  readonly missedOn: number;
  /** The hour that the reader changes to, and on which day; the daily ones to and fro between rhythms, too. */
  readonly change: { readonly day: number; readonly preferences: Partial<Preferences> } | undefined;
  /** Pushes the order of jobs and of the workers' steps about. */
  readonly disorder: readonly number[];
  /** Which mails SES does not take, by their number, or does not answer. */
  readonly throttled: readonly number[];
  readonly unanswered: readonly number[];
}

const anyHour = fc.constantFrom(...hours);
const anyMails = fc.uniqueArray(fc.nat({ max: 12 }), { maxLength: 3 });
const anyStory = (
  changes: fc.Arbitrary<Story['change']>,
  unanswered: fc.Arbitrary<readonly number[]>,
): fc.Arbitrary<Story> =>
  fc.record({
    preferences: fc.record({
      frequency: fc.constantFrom(...frequencies),
      hour: anyHour,
      weekday: fc.integer({ min: 1, max: 7 }),
    }),
    stops: fc.array(
      fc.record({ from: fc.integer({ min: 1, max: troubled - 4 }), length: fc.integer({ min: 1, max: 4 }) }),
      { minLength: 1, maxLength: 2 },
    ),
    missedOn: fc.integer({ min: 0, max: troubled }),
    change: changes,
    disorder: fc.array(fc.nat({ max: 9 }), { minLength: 8, maxLength: 8 }),
    throttled: anyMails,
    unanswered,
  });

interface Told {
  readonly world: OneReaderWorld;
  /** How many mails each opening of the mailer brought, after a stop or not. */
  readonly atOnce: readonly number[];
}

/** Lives through the story hour by hour. Whenever the mailer is open, two workers take the waiting jobs in any order. */
async function live(story: Story): Promise<Told> {
  let turn = 0;
  const disorder = () => story.disorder[turn++ % story.disorder.length] ?? 0;
  const facts: WorldFacts = {
    reader: subscriber({ id: readerId(), confirmedAt: `${start}T00:30:00.000Z` }, story.preferences),
    lists,
    answer: mail => {
      if (story.unanswered.includes(mail)) return 'unanswered';
      return story.throttled.includes(mail) ? 'throttled' : 'accepted';
    },
    between: async () => {
      for (let waits = disorder(); waits > 0; waits -= 1) await Promise.resolve();
    },
  };
  const world = oneReaderWorld(facts);
  const atOnce: number[] = [];
  for (let day = 0; day < troubled + quiet; day += 1) {
    if (story.change?.day === day) world.prefer(story.change.preferences);
    for (const each of hours) {
      const now = new Date(`${addDays(start, day)}T${String(each).padStart(2, '0')}:00:00Z`);
      world.setTime(now);
      if (story.missedOn !== day) await world.tick();
      if (story.stops.some(({ from, length }) => day >= from && day < from + length)) continue;
      const before = world.mails.length;
      await workAll(world, now, disorder);
      atOnce.push(world.mails.length - before);
    }
  }
  return { world, atOnce };
}

async function workAll(world: OneReaderWorld, now: Date, disorder: () => number): Promise<void> {
  // Twenty rounds of two minutes: leases, pauses and the waits for a rival are over within them.
  for (let round = 0; round < 20 && world.jobs.length > 0; round += 1) {
    world.setTime(new Date(now.getTime() + round * 120_000));
    const waiting = world.jobs
      .splice(0)
      .map(job => ({ job, place: disorder() }))
      .sort((a, b) => a.place - b.place)
      .map(({ job }) => job);
    const worker = async () => {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift())
        if ((await world.work(job)).kind === 'wait') world.jobs.push(job);
    };
    await Promise.all([worker(), worker()]);
  }
}

function sent(world: OneReaderWorld): string[] {
  return world.mails.flatMap(({ papers }) => papers);
}

/** The papers from the first that the reader was sent to those of the last quiet week, which a weekly reader may await. */
function due(world: OneReaderWorld): string[] {
  const first = sent(world).toSorted()[0] ?? '';
  const last = paperOf(addDays(start, troubled));
  return lists
    .flatMap(({ papers }) => papers.map(({ paper }) => paper.id))
    .filter(id => id >= first && id <= last);
}

describe('after stops of sending, whatever the order of jobs and with two workers at once', () => {
  it('each due paper reaches the reader exactly once, and one opening brings one mail', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(fc.constant(undefined), fc.constant([])), async story => {
        const { world, atOnce } = await live(story);

        expect(sent(world).length).toBe(new Set(sent(world)).size);
        expect(sent(world)).toEqual(expect.arrayContaining(due(world)));
        expect(Math.max(...atOnce)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('so it does for a reader who changes hour or rhythm, and when SES does not answer', async () => {
    const changes = fc.record({
      day: fc.integer({ min: 1, max: troubled }),
      preferences: fc.record(
        { hour: anyHour, frequency: fc.constantFrom(...frequencies) },
        { requiredKeys: [] },
      ),
    });
    await fc.assert(
      fc.asyncProperty(anyStory(changes, anyMails), async story => {
        const { world } = await live(story);

        expect(sent(world).length).toBe(new Set(sent(world)).size);
        expect(sent(world)).toEqual(expect.arrayContaining(due(world)));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
