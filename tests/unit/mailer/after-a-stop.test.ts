import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/platform/calendar.ts';
import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { delivery, readerId } from '../../support/delivery-factories.ts';
import { oneReaderWorld } from '../../support/one-reader-world.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { subscriber } from '../../support/subscriber-factories.ts';

const monday = '2026-08-10';
/** Each with one paper that is named after it. */
const lists = Array.from({ length: 14 }, (_, index) => {
  const day = addDays(monday, index - 7);
  return dayListing(day, [{ id: paperOf(day) }], { settledAt: `${day}T08:05:00.000Z` });
});

function paperOf(day: string): string {
  return `2608.0${day.slice(5, 7)}${day.slice(8)}`;
}

/**
 * A reader at 07:00 UTC who had their mail on Monday and Tuesday; from then on jobs only wait, until Saturday at noon.
 * `newcomer` confirmed on Tuesday at noon instead.
 */
async function waitingJobs(reader: Partial<Subscriber> = {}) {
  const world = oneReaderWorld({
    reader: subscriber({ id: readerId(), ...reader }, { hour: 7 }),
    lists,
  });
  for (const day of ['2026-08-10', '2026-08-11', '2026-08-12', '2026-08-13', '2026-08-14', '2026-08-15']) {
    world.setTime(new Date(`${day}T07:00:00Z`));
    await world.tick();
    if (day > '2026-08-11' || reader.confirmedAt !== undefined) continue;
    for (const job of world.jobs.splice(0)) await world.work(job);
  }
  if (reader.confirmedAt !== undefined)
    world.jobs.splice(
      0,
      world.jobs.findIndex(({ digest }) => digest === '2026-08-12'),
    );
  world.setTime(new Date('2026-08-15T12:00:00Z'));
  world.mails.length = 0;
  return world;
}

describe('the jobs that waited through a stop', () => {
  it.each([
    ['in their order', (jobs: readonly string[]) => jobs],
    ['the other way round', (jobs: readonly string[]) => jobs.toReversed()],
  ])('bring one catch-up, each paper once, %s', async (_order, inOrder) => {
    const world = await waitingJobs();
    const byDigest = new Map(world.jobs.map(job => [job.digest, job]));

    for (const digest of inOrder([...byDigest.keys()])) await world.work(byDigest.get(digest)!);

    expect(world.mails).toMatchObject([
      {
        digest: '2026-08-15',
        papers: ['2026-08-11', '2026-08-12', '2026-08-13', '2026-08-14'].map(paperOf),
      },
    ]);
    expect(world.ledger.lines().map(({ digest, status, reason }) => [digest, reason ?? status])).toEqual(
      expect.arrayContaining([
        ['2026-08-12', 'superseded'],
        ['2026-08-13', 'superseded'],
        ['2026-08-14', 'superseded'],
        ['2026-08-15', 'sent'],
      ]),
    );
  });

  it('bring one catch-up when two workers have the first and the last of them at one time', async () => {
    const world = await waitingJobs();
    const [first, last] = [world.jobs[0]!, world.jobs.at(-1)!];

    await Promise.all([world.work(first), world.work(last)]);

    expect(world.mails.map(({ digest }) => digest)).toEqual(['2026-08-15']);
  });

  it('leave out nothing of what a new reader’s first digest would have brought', async () => {
    const world = await waitingJobs({ confirmedAt: '2026-08-11T12:00:00.000Z' });

    for (const job of world.jobs.toReversed()) await world.work(job);

    expect(world.mails).toHaveLength(1);
    expect(world.mails[0]?.papers).toContain(paperOf('2026-08-11'));
    expect(world.mails[0]?.papers).not.toContain(paperOf('2026-08-10'));
    expect(world.mails[0]?.papers).toHaveLength(4);
  });

  it('are sent when nothing came later, however late they are', async () => {
    const world = await waitingJobs();
    const last = world.jobs.at(-1)!;
    world.setTime(new Date('2026-08-17T12:00:00Z'));

    await world.work(last);

    expect(world.mails.map(({ digest }) => digest)).toEqual(['2026-08-15']);
  });

  it('are sent when a later one was due by the hour that the reader chose only after it was over', async () => {
    const world = await waitingJobs();
    const [first] = world.jobs;
    world.prefer({ hour: 6 });

    await world.work(first!);

    expect(world.mails.map(({ digest }) => digest)).toEqual(['2026-08-12']);
  });

  it('bring each paper once when two workers have two of them at one time, and neither can be given up', async () => {
    const world = await waitingJobs();
    const [first, last] = [world.jobs[0]!, world.jobs.at(-1)!];
    world.prefer({ hour: 6 });

    await Promise.all([world.work(first), world.work(last)]);
    world.setTime(new Date('2026-08-15T12:01:00Z'));
    for (const job of [first, last]) await world.work(job);

    const sent = world.mails.flatMap(({ papers }) => papers);
    expect(sent.toSorted()).toEqual(['2026-08-11', '2026-08-12', '2026-08-13', '2026-08-14'].map(paperOf));
  });

  it.each(['first', 'last'])(
    'lose nothing of a mail that SES never answered, when its job is worked on %s',
    async place => {
      const world = await waitingJobs();
      const [first, last] = [world.jobs[0]!, world.jobs.at(-1)!];
      const claim = { days: ['2026-08-11'], papers: [paperOf('2026-08-11')] };
      const until = '2026-08-12T07:30:00.000Z';
      const unanswered = delivery({
        digest: first.digest,
        run: first.run,
        status: 'unknown',
        until,
        ...claim,
      });
      await world.ledger.replace(undefined, unanswered);

      for (const job of place === 'first' ? [first, last] : [last, first]) await world.work(job);
      world.setTime(new Date('2026-08-16T07:00:00Z'));
      await world.tick();
      await world.work(world.jobs.at(-1)!);

      const sent = world.mails.flatMap(({ papers }) => papers);
      expect(sent.toSorted()).toEqual(
        ['2026-08-11', '2026-08-12', '2026-08-13', '2026-08-14', '2026-08-15'].map(paperOf),
      );
    },
  );

  it('are not given up for the same date at another hour', async () => {
    const world = await waitingJobs();
    const last = world.jobs.at(-1)!;
    world.prefer({ hour: 9 });
    world.setTime(new Date('2026-08-15T09:00:00Z'));
    await world.tick();

    await world.work(last);

    expect(world.mails.map(({ digest }) => digest)).toEqual(['2026-08-15']);
  });
});
