import { expect, test } from 'vitest';
import { atMost } from '../../../shared/papers/at-most.ts';

const nextTurn = () => new Promise(resolve => setImmediate(resolve));

test('results come in the items’ order, and no more are worked on at once than asked', async () => {
  let working = 0;
  let most = 0;

  const results = await atMost(2, [3, 1, 2, 0], async turns => {
    working += 1;
    most = Math.max(most, working);
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    working -= 1;
    return turns * 10;
  });

  expect(results).toEqual([30, 10, 20, 0]);
  expect(most).toBe(2);
});

test('after a failure nothing new is begun, and nothing goes on in the background', async () => {
  const events: string[] = [];

  const working = atMost(2, ['fails', 'slow', 'never'], async name => {
    events.push(`${name} begun`);
    await nextTurn();
    if (name === 'fails') throw new Error('first failure');
    await nextTurn();
    events.push(`${name} done`);
  });

  await expect(working).rejects.toThrow('first failure');
  expect(events).toEqual(['fails begun', 'slow begun', 'slow done']);
});
