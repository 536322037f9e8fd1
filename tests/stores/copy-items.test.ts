import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OpsError } from '../../infra/ops/ops-error.ts';
import { checkCopy, copyItems, type TableAt } from '../../infra/ops/target/copy-items.ts';
import { startDynamo, type TestDynamo, untilActive } from '../support/dynamo.ts';

const now = new Date('2026-08-18T05:00:00Z');
const silently = () => undefined;

let dynamo: TestDynamo;
let client: DynamoDBClient;
let tables = 0;

beforeAll(async () => {
  dynamo = await startDynamo();
  client = new DynamoDBClient({
    endpoint: dynamo.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await dynamo.close();
});

/** A table keyed as Subscribers is, with these items. */
async function tableOf(items: readonly object[], key = 'pk'): Promise<TableAt> {
  const table = `copy-${(tables += 1)}`;
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
      KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
    }),
  );
  const documents = DynamoDBDocumentClient.from(client);
  await untilActive(client, table);
  for (const Item of items) await documents.send(new PutCommand({ TableName: table, Item }));
  return { client, table };
}

async function contentOf({ table }: TableAt): Promise<unknown[]> {
  const { Items = [] } = await DynamoDBDocumentClient.from(client).send(
    new ScanCommand({ TableName: table }),
  );
  return Items.sort((one, other) => String(one['pk']).localeCompare(String(other['pk'])));
}

test('a copy fills in what is missing and leaves what is there', async () => {
  const from = await tableOf([
    { pk: 'a', status: 'active', preferences: { hour: 7, topics: ['agents'] } },
    { pk: 'b', status: 'active' },
  ]);
  const to = await tableOf([{ pk: 'b', status: 'unsubscribed' }]);

  const copied = await copyItems(from, to, now, silently);

  expect(copied).toEqual({ read: 2, copied: 1, kept: 1, merged: 0, expired: 0 });
  expect(await contentOf(to)).toEqual([
    { pk: 'a', status: 'active', preferences: { hour: 7, topics: ['agents'] } },
    { pk: 'b', status: 'unsubscribed' },
  ]);
});

test('the hours in use of both are joined, so that no reader’s hour is lost', async () => {
  const from = await tableOf([{ pk: 'hours', version: 1, hours: new Set(['UTC#9', 'Europe/Berlin#7']) }]);
  const to = await tableOf([{ pk: 'hours', version: 1, hours: new Set(['UTC#9', 'Asia/Tokyo#8']) }]);

  const copied = await copyItems(from, to, now, silently);

  expect(copied).toMatchObject({ merged: 1, kept: 0 });
  const { Item } = await DynamoDBDocumentClient.from(client).send(
    new GetCommand({ TableName: to.table, Key: { pk: 'hours' } }),
  );
  expect(Item).toEqual({
    pk: 'hours',
    version: 1,
    hours: new Set(['UTC#9', 'Europe/Berlin#7', 'Asia/Tokyo#8']),
  });
});

test('repeated, a copy changes nothing; what is past its time stays away', async () => {
  const expiresAt = now.getTime() / 1_000;
  const from = await tableOf([
    { pk: 'a' },
    { pk: 'gone', expiresAt },
    { pk: 'to-go', expiresAt: expiresAt + 1 },
  ]);
  const to = await tableOf([]);
  await copyItems(from, to, now, silently);

  const again = await copyItems(from, to, now, silently);

  expect(again).toEqual({ read: 3, copied: 0, kept: 2, merged: 0, expired: 1 });
  expect(await contentOf(to)).toHaveLength(2);
});

test('a copy tells how far it is', async () => {
  const from = await tableOf(Array.from({ length: 30 }, (_, number) => ({ pk: `item-${number}` })));
  const told: number[] = [];

  await copyItems(from, await tableOf([]), now, ({ read }) => void told.push(read));

  expect(told).toEqual([30]);
});

test('any refusal but that an item is there ends a copy', async () => {
  const from = await tableOf([{ pk: 'a' }]);
  const nowhere = { client, table: 'no-such-table' };

  await expect(copyItems(from, nowhere, now, silently)).rejects.toThrow('not found');
});

test('a table is not copied that is missing, that has other keys, or into itself', async () => {
  const here = await tableOf([{ pk: 'a' }]);
  const other = await tableOf([{ id: 'a' }], 'id');

  await expect(checkCopy({ client, table: 'no-such-table' }, here)).rejects.toThrow(
    'There is no table no-such-table in eu-central-1.',
  );
  await expect(checkCopy(other, here)).rejects.toThrow(OpsError);
  await expect(checkCopy(here, here)).rejects.toThrow('itself');
});
