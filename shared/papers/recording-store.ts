import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Clock, epochSeconds, systemClock } from '../platform/clock.ts';
import { queryAll, wroteIf } from '../platform/dynamo.ts';
import { type DayRecord, dayRecordSchema, type ListingEntry, listingEntrySchema } from './paper.ts';
import {
  keys,
  type PaperAlias,
  parseItem,
  parsePaperOrAlias,
  type StoredPaper,
  snapshotSchema,
  type Upvotes,
} from './stored.ts';
import { getStoredPapers } from './stored-papers-store.ts';

/** How long a day's upvote snapshots are kept, from when they are written: a replay of old days needs them as well. */
const snapshotDays = 60;

/** A day as recording needs it: strongly consistent, with the dates that have a snapshot. */
export interface StoredDay {
  readonly record: DayRecord | undefined;
  readonly entries: readonly ListingEntry[];
  readonly snapshots: readonly string[];
}

/** What recording reads and writes. Every write may be repeated. */
export interface PapersWriter {
  /** Papers and aliases kept under these ids; others are absent. Eventually consistent. */
  getStored(ids: readonly string[]): Promise<(StoredPaper | PaperAlias)[]>;
  /** The same for one id, strongly consistent. */
  getStoredNow(id: string): Promise<StoredPaper | PaperAlias | undefined>;
  /** Writes a paper over its previous revision; false when that is not what is stored any more. */
  putPaper(paper: StoredPaper): Promise<boolean>;
  /** Lets a title's id lead to a paper, in place of nothing or of the paper kept there until now; false when neither. */
  putAlias(alias: PaperAlias, replaces: StoredPaper | undefined): Promise<boolean>;
  getStoredDay(day: string): Promise<StoredDay>;
  /** Upvotes, comments and sources as given; when it was first seen, and whether late, stay as first written. */
  putEntry(entry: ListingEntry): Promise<void>;
  deleteEntry(day: string, paperId: string): Promise<void>;
  /** A settled day stays settled: a record of it as still filling, from a poll that began earlier, changes nothing. */
  putDayRecord(record: DayRecord): Promise<void>;
  /** Keeps the first snapshot of a date; later ones change nothing. */
  putSnapshot(day: string, polledOn: string, upvotes: Upvotes): Promise<void>;
}

/** The recording side of the Papers table. `clock` decides when snapshots will expire. */
export function createPapersWriter(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock = systemClock,
): PapersWriter {
  return {
    getStored: ids => getStoredPapers(client, table, ids),

    getStoredNow: async id => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keys.paper(id), ConsistentRead: true }),
      );
      return Item && parsePaperOrAlias(Item);
    },

    putPaper: paper =>
      wroteIf(
        client.send(
          new PutCommand({
            TableName: table,
            Item: { ...keys.paper(paper.id), version: 1, ...paper },
            ...replacing(paper.revision - 1),
          }),
        ),
      ),

    putAlias: (alias, replaces) =>
      wroteIf(
        client.send(
          new PutCommand({
            TableName: table,
            Item: { ...keys.paper(alias.id), version: 1, ...alias },
            ...replacing(replaces?.revision ?? 0),
          }),
        ),
      ),

    getStoredDay: async day => {
      const [{ Item }, items] = await Promise.all([
        client.send(new GetCommand({ TableName: table, Key: keys.dayRecord(day), ConsistentRead: true })),
        queryAll(client, {
          TableName: table,
          KeyConditionExpression: 'pk = :day',
          ExpressionAttributeValues: { ':day': `day#${day}` },
          ConsistentRead: true,
        }),
      ]);
      const [entries, snapshots] = [items.filter(isEntry), items.filter(item => !isEntry(item))];
      return {
        record: Item && parseItem(dayRecordSchema, Item),
        entries: entries.map(item => parseItem(listingEntrySchema, item)),
        snapshots: snapshots.map(item => parseItem(snapshotSchema, item).polledOn),
      };
    },

    putEntry: async ({ day, paperId, firstSeenAt, late, ...votes }) => {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: keys.entry(day, paperId),
          UpdateExpression: [
            'SET version = :version, #day = :day, paperId = :paperId',
            'upvotes = :upvotes, #comments = :comments, sources = :sources',
            'firstSeenAt = if_not_exists(firstSeenAt, :firstSeenAt), late = if_not_exists(late, :late)',
          ].join(', '),
          ExpressionAttributeNames: { '#day': 'day', '#comments': 'comments' },
          ExpressionAttributeValues: {
            ':version': 1,
            ':day': day,
            ':paperId': paperId,
            ':upvotes': votes.upvotes,
            ':comments': votes.comments,
            ':sources': votes.sources,
            ':firstSeenAt': firstSeenAt,
            ':late': late,
          },
        }),
      );
    },

    deleteEntry: async (day, paperId) => {
      await client.send(new DeleteCommand({ TableName: table, Key: keys.entry(day, paperId) }));
    },

    putDayRecord: async record => {
      const put = {
        TableName: table,
        Item: { ...keys.dayRecord(record.day), version: 1, ...record },
        ConditionExpression: 'attribute_not_exists(pk) OR #status = :filling OR :status = :settled',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':filling': 'filling', ':settled': 'settled', ':status': record.status },
      };
      await wroteIf(client.send(new PutCommand(put)));
    },

    putSnapshot: async (day, polledOn, upvotes) => {
      const expiresAt = epochSeconds(clock()) + snapshotDays * 86_400;
      await wroteIf(
        client.send(
          new PutCommand({
            TableName: table,
            Item: { ...keys.snapshot(day, polledOn), version: 1, polledOn, upvotes, expiresAt },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
    },
  };
}

/** The condition under which an item may take the place of a revision; revision 0 is no item. */
function replacing(revision: number) {
  return revision === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'revision = :previous', ExpressionAttributeValues: { ':previous': revision } };
}

function isEntry(item: Record<string, unknown>): boolean {
  return String(item['sk']).startsWith('entry#');
}
