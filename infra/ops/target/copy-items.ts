import {
  type AttributeValue,
  DescribeTableCommand,
  type DynamoDBClient,
  PutItemCommand,
  ResourceNotFoundException,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { epochSeconds } from '../../../shared/platform/clock.ts';
import { wroteIf } from '../../../shared/platform/dynamo.ts';
import { OpsError } from '../ops-error.ts';

export interface TableAt {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** What became of the items that were read. */
export interface Copied {
  readonly read: number;
  /** Put where there was none. */
  readonly copied: number;
  /** Left as they are, for the table has an item of that key. */
  readonly kept: number;
  /** Sets that hold something of everybody, joined with the table's own. */
  readonly merged: number;
  /** Past their time: DynamoDB had not come to deleting them. */
  readonly expired: number;
}

type Outcome = Exclude<keyof Copied, 'read'>;
type Item = Record<string, AttributeValue>;

/** Writes under way at once: some hundred items a second, which a table on demand takes from its first minute on. */
const lanes = 20;

/** The one item of many readers: a set that only ever grows (shared/subscribers/store.ts). */
const hours = 'hours';

/**
 * Refuses, as an OpsError, what cannot be copied: a table that is missing or still being made, or one with other keys.
 */
export async function checkCopy(from: TableAt, to: TableAt): Promise<void> {
  const [source, target] = await Promise.all([describe(from), describe(to)]);
  if (source.arn === target.arn) throw new OpsError(`${from.table} cannot be copied into itself.`);
  if (source.status !== 'ACTIVE')
    throw new OpsError(
      `${from.table} is not ready yet: ${source.status}. A restored table takes minutes to hours; try again when it is ACTIVE.`,
    );
  if (source.keys !== target.keys)
    throw new OpsError(
      `${from.table} has the keys ${source.keys}, and ${to.table} has ${target.keys}: it is another table.`,
    );
}

async function describe({ client, table }: TableAt) {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    const keys = (Table?.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName).join(' and ');
    return { arn: Table?.TableArn ?? table, status: Table?.TableStatus ?? 'unknown', keys };
  } catch (cause) {
    if (!(cause instanceof ResourceNotFoundException)) throw cause;
    throw new OpsError(`There is no table ${table} in ${await client.config.region()}.`, { cause });
  }
}

/**
 * Puts every item of a table that another lacks into it, and nothing over what is there. May be repeated, after a
 * failure too; whatever DynamoDB says but that an item is there ends it.
 */
export async function copyItems(
  from: TableAt,
  to: TableAt,
  now: Date,
  tell: (soFar: Copied) => void,
): Promise<Copied> {
  const count = { read: 0, copied: 0, kept: 0, merged: 0, expired: 0 };
  for await (const page of pages(from)) {
    await inLanes(page, async item => {
      count[await copyItem(item, to, now)] += 1;
      count.read += 1;
    });
    tell({ ...count });
  }
  return count;
}

async function* pages({ client, table }: TableAt): AsyncIterable<readonly Item[]> {
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    yield page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

async function copyItem(item: Item, { client, table }: TableAt, now: Date): Promise<Outcome> {
  if (Number(item['expiresAt']?.N ?? Number.POSITIVE_INFINITY) <= epochSeconds(now)) return 'expired';
  const put = new PutItemCommand({
    TableName: table,
    Item: item,
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  if (await wroteIf(client.send(put))) return 'copied';
  const set = item['pk']?.S === hours ? item[hours] : undefined;
  if (set === undefined) return 'kept';
  await client.send(
    new UpdateItemCommand({
      TableName: table,
      Key: { pk: { S: hours } },
      UpdateExpression: 'ADD #hours :hours',
      ExpressionAttributeNames: { '#hours': hours },
      ExpressionAttributeValues: { ':hours': set },
    }),
  );
  return 'merged';
}

async function inLanes(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
