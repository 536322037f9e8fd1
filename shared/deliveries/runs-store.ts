import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { epochSeconds } from '../platform/clock.ts';
import { queryAll, wroteIf } from '../platform/dynamo.ts';
import type { DueDigest } from './account.ts';
import { ledgerDays } from './ledger-store.ts';
import type { Run } from './run.ts';
import { dueInstant } from './run.ts';

export interface RunsStore {
  /** Notes that these slices belong to the run; repeating it, or adding more, is fine. */
  open(run: string, slices: readonly string[]): Promise<void>;
  /** Notes the readers of one page before they are queued; repeating it is fine. */
  addToManifest(
    run: string,
    slice: string,
    page: string,
    digest: string,
    subscribers: readonly string[],
  ): Promise<void>;
  /** False when the run has no such slice; repeating it is fine. */
  finishSlice(run: string, slice: string): Promise<boolean>;
  get(run: string): Promise<Run | undefined>;
  /** The runs of a UTC day, oldest first. */
  listRuns(day: string): Promise<Run[]>;
  /** Every digest that fan-out queued in the run, each once. */
  due(run: string): Promise<DueDigest[]>;
  /** Whether fan-out queued this digest in the run, out of this slice. May say no for a reader who has left it since. */
  isDue(run: string, slice: string, digest: DueDigest): Promise<boolean>;
  /** The instant through which dispatch has covered all slots. */
  checkpoint(): Promise<Date | undefined>;
  /** Moves the checkpoint forward, never back. */
  advanceCheckpoint(to: Date): Promise<void>;
}

const runSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  slices: z.set(z.string()),
  finishedSlices: z.set(z.string()).optional(),
});
const manifestSchema = z.object({ digest: z.string(), subscribers: z.set(z.string()) });
const checkpointSchema = z.object({ through: z.iso.datetime() });

const runKey = (run: string) => ({ pk: `runs#${run.slice(0, 10)}`, sk: run.slice(11) });
const checkpointKey = { pk: 'dispatch', sk: 'checkpoint' };
const expiry = (run: string) => epochSeconds(dueInstant(run)) + ledgerDays * 86_400;

export function createRunsStore(client: DynamoDBDocumentClient, table: string): RunsStore {
  /** String sets take unions, so that a repeated or overlapping write adds nothing twice. */
  const addToSet = async (
    key: Record<string, string>,
    attribute: string,
    values: readonly string[],
    more: Record<string, string | number>,
  ) => {
    const names = Object.keys(more);
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: key,
        UpdateExpression: `ADD #set :values SET ${names.map(name => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: {
          '#set': attribute,
          ...Object.fromEntries(names.map(name => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ':values': new Set(values),
          ...Object.fromEntries(names.map(name => [`:${name}`, more[name]])),
        },
      }),
    );
  };

  const readPartition = (pk: string) =>
    queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    });

  return {
    async open(run, slices) {
      await addToSet(runKey(run), 'slices', slices, { version: 1, expiresAt: expiry(run) });
    },
    async addToManifest(run, slice, page, digest, subscribers) {
      const key = { pk: `run#${run}`, sk: `${slice}#${digest}#${page}` };
      await addToSet(key, 'subscribers', subscribers, { version: 1, digest, expiresAt: expiry(run) });
    },
    finishSlice: (run, slice) =>
      wroteIf(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: runKey(run),
            UpdateExpression: 'ADD finishedSlices :slices',
            ConditionExpression: 'contains(slices, :slice)',
            ExpressionAttributeValues: { ':slices': new Set([slice]), ':slice': slice },
          }),
        ),
      ),
    async get(run) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: runKey(run), ConsistentRead: true }),
      );
      return Item && readRun(Item);
    },
    async listRuns(day) {
      return (await readPartition(`runs#${day}`)).map(readRun);
    },
    async due(run) {
      const digests = new Map<string, DueDigest>();
      for (const item of await readPartition(`run#${run}`)) {
        const { digest, subscribers } = manifestSchema.parse(item);
        for (const subscriber of subscribers) digests.set(`${subscriber}/${digest}`, { subscriber, digest });
      }
      return [...digests.values()];
    },
    async isDue(run, slice, { subscriber, digest }) {
      const pk = `run#${run}`;
      const names = (item: Record<string, unknown>) => manifestSchema.parse(item).subscribers.has(subscriber);
      // A page is named by the reader it starts after: the reader is in the last that starts before them, or in the first.
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':pk': pk,
            ':from': `${slice}#${digest}#`,
            ':to': `${slice}#${digest}#${subscriber}`,
          },
          ScanIndexForward: false,
          Limit: 2,
        }),
      );
      if (Items.some(names)) return true;
      const { Item: first } = await client.send(
        new GetCommand({ TableName: table, Key: { pk, sk: `${slice}#${digest}#first` } }),
      );
      return first !== undefined && names(first);
    },
    async checkpoint() {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: checkpointKey, ConsistentRead: true }),
      );
      return Item && new Date(checkpointSchema.parse(Item).through);
    },
    async advanceCheckpoint(to) {
      await wroteIf(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: checkpointKey,
            UpdateExpression: 'SET through = :to, version = :version',
            ConditionExpression: 'attribute_not_exists(pk) OR through < :to',
            ExpressionAttributeValues: { ':to': to.toISOString(), ':version': 1 },
          }),
        ),
      );
    },
  };
}

function readRun(item: Record<string, unknown>): Run {
  const { pk, sk, slices, finishedSlices } = runSchema.parse(item);
  return {
    id: `${pk.slice('runs#'.length)}T${sk}`,
    slices: [...slices].sort(),
    finishedSlices: [...(finishedSlices ?? [])].sort(),
  };
}
