import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AllowancesStore, createAllowancesStore } from '../../shared/subscribers/allowances-store.ts';
import type { SignUpLimit } from '../../shared/subscribers/sign-up-limits.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';

let dynamo: TestDynamo;
let allowances: AllowancesStore;

beforeAll(async () => {
  dynamo = await startDynamo();
  allowances = createAllowancesStore(dynamo.client, dynamo.tables.subscribers);
});

afterAll(() => dynamo.close());

describe('allowances', () => {
  let counters = 0;
  const limit = (max: number): SignUpLimit => {
    counters += 1;
    return {
      kind: 'client',
      pk: `limit#client#${counters}#2026-08-18T10`,
      max,
      windowEnds: new Date('2026-08-18T11:00:00Z'),
    };
  };

  it('are given out exactly as many times as there are, however many ask at once', async () => {
    const five = limit(5);

    const answers = await Promise.all(Array.from({ length: 20 }, () => allowances.take(five)));

    expect(answers.filter(taken => taken)).toHaveLength(5);
  });

  it('can be taken again once given back, but giving back what was never taken adds nothing', async () => {
    const one = limit(1);
    await allowances.giveBack(one);
    await allowances.take(one);
    await allowances.giveBack(one);
    await allowances.giveBack(one);

    expect([await allowances.take(one), await allowances.take(one)]).toEqual([true, false]);
  });
});
