import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(async () => {
  await dynamo.close();
});

test('every table takes an item and gives it back', async () => {
  for (const table of Object.values(dynamo.tables)) {
    const item = { pk: 'a', sk: 'b', slot: 'UTC#09#0', slotFrequency: 'daily' };
    await dynamo.client.send(new PutCommand({ TableName: table, Item: item }));
    const key = table === 'subscribers' ? { pk: 'a' } : { pk: 'a', sk: 'b' };
    const read = await dynamo.client.send(new GetCommand({ TableName: table, Key: key }));
    expect(read.Item).toEqual(item);
  }
});
