import { describe, expect, test } from 'vitest';
import { doneMessages } from '../../../infra/local/events/batch-outcome.ts';

const failures = (...ids: string[]) => ({
  batchItemFailures: ids.map(itemIdentifier => ({ itemIdentifier })),
});

describe('after a function has answered, the messages to delete are', () => {
  test.each([
    ['all when none failed', failures(), ['a', 'b']],
    ['all when it answers nothing', null, ['a', 'b']],
    ['all when the list is null', { batchItemFailures: null }, ['a', 'b']],
    ['those that did not fail', failures('a'), ['b']],
    ['none when an unknown one failed', failures('x'), []],
    ['none when an empty id failed', failures(''), []],
    ['none when the answer cannot be read', { batchItemFailures: [{ id: 'a' }] }, []],
  ])('%s', (_name, answer, expected) => {
    expect(doneMessages(['a', 'b'], answer, true)).toEqual(expected);
  });

  test('all, whatever it answers, when it was not asked for failures', () => {
    expect(doneMessages(['a', 'b'], failures('a'), false)).toEqual(['a', 'b']);
  });
});
