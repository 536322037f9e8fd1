import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient, QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { sleep } from './clock.ts';

/** Runs a conditional write: true when it was done, false when its condition did not hold. */
export async function wroteIf(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** In an expression, `#name` stands for the attribute `name`; values are named as in `values`. */
export interface Change {
  readonly update: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Changes an item in place: true when that was done, false when the condition did not hold. */
export async function changeIf(
  client: DynamoDBDocumentClient,
  item: { readonly TableName: string; readonly Key: Record<string, string> },
  { update, condition, values }: Change,
): Promise<boolean> {
  return wroteIf(
    client.send(
      new UpdateCommand({
        ...item,
        UpdateExpression: update,
        ConditionExpression: condition,
        ExpressionAttributeNames: attributeNames(`${update} ${condition}`),
        ExpressionAttributeValues: values,
      }),
    ),
  );
}

function attributeNames(expression: string): Record<string, string> {
  return Object.fromEntries([...expression.matchAll(/#(\w+)/g)].map(([alias, name = '']) => [alias, name]));
}

/** All items of a query, whatever the number of its pages. */
export async function queryAll(
  client: DynamoDBDocumentClient,
  query: QueryCommandInput,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({ ...query, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/** DynamoDB kept leaving keys unread although it was asked several times. */
export class UnreadKeysError extends Error {
  override readonly name = 'UnreadKeysError';
}

/** DynamoDB's limit for one BatchGetItem. */
const batchSize = 100;
const mostRounds = 8;
/** The n-th round waits for up to 50 ms times two to the n: what it left out, it had no capacity for. */
const firstWaitMilliseconds = 50;

/**
 * Reads items by key, a hundred at a time, asking again for what DynamoDB left out. In no order; absent ones are
 * absent.
 */
export async function getAll(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Record<string, string>[],
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let start = 0; start < keys.length; start += batchSize) {
    let pending = keys.slice(start, start + batchSize) as Record<string, unknown>[];
    for (let round = 0; pending.length > 0; round += 1) {
      if (round === mostRounds) throw new UnreadKeysError(`${pending.length} keys of a table stayed unread`);
      if (round > 0) await sleep(Math.random() * firstWaitMilliseconds * 2 ** round);
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys: pending } } }),
      );
      items.push(...(Responses?.[table] ?? []));
      pending = UnprocessedKeys?.[table]?.Keys ?? [];
    }
  }
  return items;
}
