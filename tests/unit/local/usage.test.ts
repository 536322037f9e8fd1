import { describe, expect, test } from 'vitest';
import { unitsOf } from '../../../infra/local/servers/consumed-capacity.ts';
import { createUsageCounter } from '../../../infra/local/servers/usage.ts';

describe('the units of an answer', () => {
  test.each([
    ['a read', 'GetItem', { ConsumedCapacity: { CapacityUnits: 1 } }, { read: 1, write: 0 }],
    [
      'a batch over two tables',
      'BatchWriteItem',
      { ConsumedCapacity: [{ CapacityUnits: 2 }, { CapacityUnits: 3 }] },
      { read: 0, write: 5 },
    ],
    [
      'a query that finds nothing',
      'Query',
      { ConsumedCapacity: { CapacityUnits: 0 } },
      { read: 0.5, write: 0 },
    ],
    [
      'a condition that failed',
      'PutItem',
      { __type: 'com.amazonaws#ConditionalCheckFailedException' },
      { read: 0, write: 1 },
    ],
    ['a mistake', 'PutItem', { __type: 'com.amazon#ValidationException' }, { read: 0, write: 0 }],
    ['an action that is free', 'DescribeTable', { Table: {} }, { read: 0, write: 0 }],
  ])('are right for %s', (_what, action, answer, expected) => {
    expect(unitsOf(action, answer)).toEqual(expected);
  });
});

test('usage adds up by service and action, sorted, until it is reset', () => {
  const usage = createUsageCounter();
  usage.countRequest('sqs', 'SendMessage');
  usage.countRequest('dynamodb', 'PutItem', 2);
  usage.countRequest('dynamodb', 'GetItem');
  usage.countUnits({ write: 1.5 });
  usage.countStreamed(5120);

  const snapshot = usage.snapshot();
  usage.reset();

  expect(JSON.stringify(snapshot.awsRequests)).toBe(
    '{"dynamodb":{"GetItem":1,"PutItem":2},"sqs":{"SendMessage":1}}',
  );
  expect(snapshot).toMatchObject({ writeUnits: 1.5, readUnits: 0, streamedBytes: 5120 });
  expect(usage.snapshot()).toEqual({ awsRequests: {}, writeUnits: 0, readUnits: 0, streamedBytes: 0 });
});
