import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from '../platform/clock.ts';
import { getAll, queryAll, wroteIf } from '../platform/dynamo.ts';
import type { DueDigest } from './account.ts';
import type { Delivery } from './delivery.ts';
import { deliverySchema } from './delivery.ts';
import type { DigestKey } from './digest-key.ts';

/**
 * How long the ledger remembers: longer than the look-back of 14 days, and than the 4 + 14 days for which SQS keeps a
 * job and then its dead letter, for a repeated job must find its line. No longer, for at a million readers each day costs
 * a quarter of a dollar a month.
 */
export const ledgerDays = 19;

export interface LedgerStore {
  /** A reader's lines with keys from `from` on, oldest first; eventually consistent, so `replace` decides races. */
  history(subscriber: string, from: string): Promise<Delivery[]>;
  /** The same, strongly consistent. */
  historyNow(subscriber: string, from: string): Promise<Delivery[]>;
  /** One line, strongly consistent. */
  get(subscriber: string, digest: DigestKey): Promise<Delivery | undefined>;
  /**
   * Writes `next` if the line still is what `previous` says (undefined: there is none). False when somebody else
   * was faster: read again and decide anew.
   */
  replace(previous: Delivery | undefined, next: Delivery): Promise<boolean>;
  /** The lines of many digests, by `subscriber/digest`. */
  find(digests: readonly DueDigest[]): Promise<Map<string, Delivery>>;
  /** All that the ledger knows of a reader. */
  exportReader(subscriber: string): Promise<Delivery[]>;
  /** Forgets what a reader was sent; the bare outcome stays until it expires, so that runs still add up. */
  eraseReader(subscriber: string): Promise<void>;
}

/** Somebody kept writing to a reader's lines. Erasing again goes on where this stopped. */
export class UnerasedLinesError extends Error {
  override readonly name = 'UnerasedLinesError';
}

/** A line changes a few times while it is being sent; more rounds than that are a fault. */
const mostEraseRounds = 5;

const keyOf = (subscriber: string, digest: string) => ({ pk: `reader#${subscriber}`, sk: digest });

export function createLedgerStore(client: DynamoDBDocumentClient, table: string): LedgerStore {
  const readLines = async (subscriber: string, from: string, consistent: boolean): Promise<Delivery[]> => {
    const items = await queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk >= :from',
      ExpressionAttributeValues: { ':pk': `reader#${subscriber}`, ':from': from },
      ConsistentRead: consistent,
    });
    return items.map(item => deliverySchema.parse(item));
  };

  const replace = (previous: Delivery | undefined, next: Delivery): Promise<boolean> =>
    wroteIf(
      client.send(
        new PutCommand({
          TableName: table,
          Item: {
            ...keyOf(next.subscriber, next.digest),
            ...next,
            expiresAt: epochSeconds(new Date(next.updatedAt)) + ledgerDays * 86_400,
          },
          ...conditionOn(previous),
        }),
      ),
    );

  return {
    history: (subscriber, from) => readLines(subscriber, from, false),
    historyNow: (subscriber, from) => readLines(subscriber, from, true),
    replace,
    async get(subscriber, digest) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keyOf(subscriber, digest), ConsistentRead: true }),
      );
      return Item && deliverySchema.parse(Item);
    },
    async find(digests) {
      const items = await getAll(
        client,
        table,
        digests.map(due => keyOf(due.subscriber, due.digest)),
      );
      const deliveries = items.map(item => deliverySchema.parse(item));
      return new Map(deliveries.map(delivery => [`${delivery.subscriber}/${delivery.digest}`, delivery]));
    },
    exportReader: subscriber => readLines(subscriber, '0', true),
    async eraseReader(subscriber) {
      for (let round = 0; round < mostEraseRounds; round += 1) {
        const lines = (await readLines(subscriber, '0', true)).filter(tellsMuch);
        if (lines.length === 0) return;
        // The next attempt's number, so that a worker in the middle of a send cannot write back what it had claimed.
        for (const { messageId, rising, ...rest } of lines) {
          await replace(rest, { ...rest, attempt: rest.attempt + 1, days: [], papers: [] });
        }
      }
      throw new UnerasedLinesError(
        `the lines of subscriber ${subscriber} kept changing while they were erased`,
      );
    },
  };
}

function tellsMuch({ days, papers, messageId }: Delivery): boolean {
  return days.length > 0 || papers.length > 0 || messageId !== undefined;
}

/** (status, attempt) changes with every step that matters, so it is the version of a line. */
function conditionOn(previous: Delivery | undefined) {
  if (previous === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#status = :status AND attempt = :attempt',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': previous.status, ':attempt': previous.attempt },
  };
}
