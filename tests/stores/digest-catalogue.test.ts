import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseDigest, noPast } from '../../shared/digests/choose.ts';
import type { Digest } from '../../shared/digests/digest.ts';
import { readCatalogue } from '../../shared/digests/read-catalogue.ts';
import { type IngestWorld, startIngestWorld } from '../support/ingest-world.ts';
import { apiEntry } from '../support/upstream-factories.ts';

const friday = '2026-01-02';
const thursday = '2026-01-08';
const list = (day: string, ...entries: readonly Omit<Parameters<typeof apiEntry>[0], 'day'>[]) =>
  JSON.stringify(entries.map(given => apiEntry({ day, ...given })));

let world: IngestWorld;
beforeEach(async () => {
  world = await startIngestWorld();
});
afterEach(async () => {
  await world.close();
});

async function digestOn(dueOn: string, past = noPast): Promise<Digest> {
  const preferences = { maxPapers: 20 };
  const due = { key: dueOn, weekly: false, dueOn, preferences, past };
  const selection = chooseDigest(
    due,
    await readCatalogue(world.papers, { dueOn, knownAt: new Date(`${dueOn}T09:00:00Z`) }),
  );
  if (selection.kind === 'quiet') throw new Error(selection.quiet.reason);
  return selection.digest;
}

test('a paper that ingest read twice, six days apart, rises for whoever had it, told from the snapshots', async () => {
  world.upstream.setDay(friday, list(friday, { id: '2601.00001', upvotes: 2 }));
  await world.run(`${friday}T08:05:00Z`, [friday]);
  world.upstream.setDay(
    thursday,
    list(thursday, { id: '2601.00001', upvotes: 54 }, { id: '2601.00002', upvotes: 3 }),
  );
  await world.run(`${thursday}T08:05:00Z`, [thursday]);

  const digest = await digestOn(thursday, {
    ...noPast,
    covered: new Map([[friday, friday]]),
    sent: new Map([['2601.00001', friday]]),
  });

  expect(digest.papers).toMatchObject([
    { section: 'trending', listed: { paper: { id: '2601.00002' } } },
    {
      section: 'rising',
      listed: { paper: { id: '2601.00001' } },
      facts: [{ kind: 'rise', from: 2, to: 54, days: 6 }, { kind: 'sent-before' }],
    },
  ]);
});

test('a day that has not settled is known as one to wait for, and draws nothing', async () => {
  world.upstream.setDay(friday, list(friday, { id: '2601.00001' }));
  await world.run(`${friday}T08:05:00Z`, [friday]);
  world.upstream.setDay(thursday, list(thursday, { id: '2601.00002' }));
  await world.run(`${thursday}T06:05:00Z`, [thursday]);

  const knownAt = new Date(`${thursday}T09:00:00Z`);
  const catalogue = await readCatalogue(world.papers, { dueOn: thursday, knownAt });

  expect(catalogue.days.map(({ record }) => record.day)).toEqual([friday]);
  expect(catalogue.unsettled.map(({ day }) => day)).toEqual([thursday]);
  expect(catalogue.paperCount).toBe(1);
});
