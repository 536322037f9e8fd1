import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Clock, epochSeconds, systemClock } from '../../platform/clock.ts';
import { queryAll, wroteIf } from '../../platform/dynamo.ts';
import { parseItem } from '../stored.ts';
import type { Announcement } from './arxiv-feed.ts';

/** Until when, in milliseconds since the epoch, nobody else may ask, unless the turn ends before. Names the turn too. */
export type ArxivTurn = number;

/** What is remembered of arXiv between polls and between machines, in the Papers table. */
export interface ArxivStore {
  /** The ETag of the last feed that was recorded to its end. */
  getEtag(feed: string): Promise<string | undefined>;
  putEtag(feed: string, etag: string): Promise<void>;
  /**
   * The turn to ask arXiv, which one caller has at a time, whatever the number of machines; undefined while another has
   * it. It runs out after `longest` milliseconds, so that a crash does not keep it.
   */
  takeTurn(longest: number): Promise<ArxivTurn | undefined>;
  /** Ends the turn unless it has run out; the next begins after `pause` milliseconds. */
  endTurn(turn: ArxivTurn, pause: number): Promise<void>;
  /** Keeps the categories of a feed's papers, for papers that are listed days later. Replaces the day's earlier ones. */
  putAnnounced(day: string, announcements: readonly Announcement[]): Promise<void>;
  /** Categories, primary first, by paper id: of all feeds still kept; the latest feed's word counts. */
  getAnnounced(): Promise<Map<string, string[]>>;
}

/** Papers must be at most a week old to be submitted; a few come later. */
const announcedDays = 14;
const partition = 'source#arxiv';
const etagSchema = z.object({ etag: z.string() });
/** Categories are joined by spaces: two thousand lists would double the item. */
const announcedSchema = z.object({ categories: z.record(z.string(), z.string()), expiresAt: z.int() });

export function createArxivStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock = systemClock,
): ArxivStore {
  const etagKey = (feed: string) => ({ pk: partition, sk: `feed#${feed}` });
  const setNextAllowedAt = (
    at: number,
    condition: string,
    values: Readonly<Record<string, number>>,
  ): Promise<boolean> =>
    wroteIf(
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: partition, sk: 'gate' },
          UpdateExpression: 'SET nextAllowedAt = :at, version = :version',
          ConditionExpression: condition,
          ExpressionAttributeValues: { ...values, ':at': at, ':version': 1 },
        }),
      ),
    );
  return {
    getEtag: async feed => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: etagKey(feed), ConsistentRead: true }),
      );
      return Item && parseItem(etagSchema, Item).etag;
    },

    putEtag: async (feed, etag) => {
      await client.send(new PutCommand({ TableName: table, Item: { ...etagKey(feed), version: 1, etag } }));
    },

    takeTurn: async longest => {
      const now = clock().getTime();
      const turn = now + longest;
      const free = 'attribute_not_exists(nextAllowedAt) OR nextAllowedAt <= :now';
      return (await setNextAllowedAt(turn, free, { ':now': now })) ? turn : undefined;
    },

    endTurn: async (turn, pause) => {
      await setNextAllowedAt(clock().getTime() + pause, 'nextAllowedAt = :turn', { ':turn': turn });
    },

    putAnnounced: async (day, announcements) => {
      const categories = Object.fromEntries(
        announcements
          .filter(({ categories }) => categories.length > 0)
          .map(({ paperId, categories }) => [paperId, categories.join(' ')]),
      );
      const expiresAt = epochSeconds(new Date(day)) + announcedDays * 86_400;
      const Item = { pk: partition, sk: `announced#${day}`, version: 1, categories, expiresAt };
      await client.send(new PutCommand({ TableName: table, Item }));
    },

    getAnnounced: async () => {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :arxiv AND begins_with(sk, :announced)',
        FilterExpression: 'expiresAt > :now',
        ExpressionAttributeValues: {
          ':arxiv': partition,
          ':announced': 'announced#',
          ':now': epochSeconds(clock()),
        },
        // The map that this very poll has just written must be among them.
        ConsistentRead: true,
      });
      const feeds = items.map(item => parseItem(announcedSchema, item).categories);
      return new Map(
        feeds.flatMap(feed => Object.entries(feed)).map(([id, categories]) => [id, categories.split(' ')]),
      );
    },
  };
}
