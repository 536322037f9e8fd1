import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  formatZoneHour,
  parseZoneHour,
  type SlotFrequency,
  slotFrequencySchema,
  type ZoneHour,
} from './slots.ts';

interface SlotPage {
  readonly readers: readonly { readonly id: string; readonly frequency: SlotFrequency }[];
  /** Pass as `after` for the next page; absent on the last one. */
  readonly next?: string;
}

/** Who may be due when: what dispatch and fan-out read of the readers. */
export interface SlotsStore {
  /** Every (zone, hour) that an active reader has or ever had. Strongly consistent. */
  hoursInUse(): Promise<ZoneHour[]>;
  /** To be called before a reader becomes active at the hour, so that dispatch never misses one. Repeatable. */
  registerHour(hour: ZoneHour): Promise<void>;
  /** The active readers of a slot in the order of their ids. From the index: may lag behind by moments. */
  pageSlot(slot: string, page: { readonly after?: string; readonly limit: number }): Promise<SlotPage>;
}

const hoursKey = { pk: 'hours' };
const hoursItemSchema = z.object({ hours: z.set(z.string()) });
const readerPrefix = 'subscriber#';
const indexItemSchema = z.object({ pk: z.string(), slotFrequency: slotFrequencySchema });

/** The hours in use and the index of the Subscribers table. */
export function createSlotsStore(client: DynamoDBDocumentClient, table: string): SlotsStore {
  async function registeredHours(): Promise<ReadonlySet<string>> {
    const answer = await client.send(
      new GetCommand({ TableName: table, Key: hoursKey, ConsistentRead: true }),
    );
    return answer.Item === undefined ? new Set() : hoursItemSchema.parse(answer.Item).hours;
  }

  return {
    hoursInUse: async () => [...(await registeredHours())].sort().map(parseZoneHour),

    async registerHour(zoneHour) {
      const hour = formatZoneHour(zoneHour);
      // Hours are never taken out again, so one that is there needs no write.
      if ((await registeredHours()).has(hour)) return;
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: hoursKey,
          UpdateExpression: 'SET #version = :version ADD #hours :hour',
          ExpressionAttributeNames: { '#version': 'version', '#hours': 'hours' },
          ExpressionAttributeValues: { ':version': 1, ':hour': new Set([hour]) },
        }),
      );
    },

    async pageSlot(slot, { after = '', limit }) {
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'bySlot',
          KeyConditionExpression: '#slot = :slot AND #pk > :after',
          ExpressionAttributeNames: { '#slot': 'slot', '#pk': 'pk' },
          ExpressionAttributeValues: { ':slot': slot, ':after': `${readerPrefix}${after}` },
          Limit: limit,
        }),
      );
      const readers = z
        .array(indexItemSchema)
        .parse(answer.Items)
        .map(({ pk, slotFrequency }) => ({ id: pk.slice(readerPrefix.length), frequency: slotFrequency }));
      const next = answer.LastEvaluatedKey === undefined ? undefined : readers.at(-1)?.id;
      return next === undefined ? { readers } : { readers, next };
    },
  };
}
