import { describe, expect, it } from 'vitest';
import { countLetters } from '../../../infra/local/chaos/dead-letters.ts';
import { planChaos } from '../../../infra/local/chaos/plan.ts';
import { bodyOf, type Poison } from '../../../infra/local/chaos/plan-poison.ts';
import { type ChaosReader, readersOf } from '../../../infra/local/chaos/readers.ts';
import { createStuckJobs } from '../../../infra/local/chaos/stuck-jobs.ts';
import type { DeadLetter } from '../../../infra/ops/target/dead-letters.ts';
import { explainLetter } from '../../../infra/ops/target/explain-letter.ts';
import type { LedgerStore } from '../../../shared/deliveries/ledger-store.ts';
import type { RunsStore } from '../../../shared/deliveries/runs-store.ts';
import { fake } from '../../support/fake.ts';

const readers = readersOf(30);
const day = '2026-08-18';
const { poison, stuck } = planChaos({
  seed: 3,
  subscribers: 30,
  kills: 0,
  faults: ['poison-messages', 'jobs-stuck'],
});

function reader(number: number): ChaosReader {
  const found = readers[number];
  if (found === undefined) throw new Error(`There is no reader ${number}.`);
  return found;
}

/** As an operator sees it. */
async function letterOf(each: Poison): Promise<DeadLetter> {
  const body = bodyOf(each, reader(0), day);
  const target = {
    ledger: fake<LedgerStore>('ledger', {}),
    runs: fake<RunsStore>('runs', { get: () => Promise.resolve(undefined) }),
  };
  return { id: each.mark, sentAt: day, body, reason: await explainLetter(each.of, body, target) };
}

const jobLetter: DeadLetter = { id: 'job', sentAt: day, body: '{"kind":"digest"}', reason: 'Give it back.' };

describe('poison', () => {
  it('is of each kind in each queue, and every one is explained', async () => {
    const letters = await Promise.all(poison.map(letterOf));

    expect(new Set(poison.map(({ of, kind }) => `${of} ${kind}`)).size).toBe(9);
    expect(countLetters(poison, letters, letters, 9)).toEqual({
      poison: 9,
      told: 9,
      jobs: 0,
      redriven: 9,
      left: 0,
    });
  });

  it('is not told when it is gone, or has another reason', async () => {
    const letters = await Promise.all(poison.map(letterOf));
    const [first, ...others] = letters;
    const unclear = { ...first, reason: 'Give it back.' } as DeadLetter;

    expect(countLetters(poison, letters, others, 9).told).toBe(8);
    expect(countLetters(poison, others, letters, 9).told).toBe(8);
    expect(countLetters(poison, [unclear, ...others], letters, 9).told).toBe(8);
  });
});

describe('jobs among the dead letters', () => {
  it('are counted, and those left after the redrive too', () => {
    expect(countLetters([], [jobLetter, jobLetter], [jobLetter], 2)).toMatchObject({
      jobs: 2,
      redriven: 2,
      left: 1,
    });
  });
});

describe('stuck jobs', () => {
  const fateOf = createStuckJobs(stuck, readers);
  const digest = (number: number) =>
    JSON.stringify({
      version: 1,
      kind: 'digest',
      run: `${day}T12:00Z`,
      subscriber: reader(number).id,
      digest: day,
    });
  const slice = (shard: number) =>
    JSON.stringify({
      version: 1,
      kind: 'slice',
      run: `${day}T12:00Z`,
      slot: `UTC#12#${shard}`,
      localDate: day,
    });

  it('are those of the drawn readers and one slice', () => {
    const fates = readers.map((_, number) => fateOf(digest(number)));

    expect(fates.filter(fate => fate === 'not-handed-over')).toHaveLength(2);
    expect(fates.filter(fate => fate === 'not-deleted')).toHaveLength(2);
    expect([0, 1, 2, 3].filter(shard => fateOf(slice(shard)) !== 'normal')).toHaveLength(1);
  });

  it('are no poison, and no other message', () => {
    const others = [...poison.map(each => bodyOf(each, reader(0), day)), '{}', 'rain'];

    expect(new Set(others.map(fateOf))).toEqual(new Set(['normal']));
  });
});
