import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Clock, epochSeconds, systemClock } from '../platform/clock.ts';
import { getAll, queryAll, wroteIf } from '../platform/dynamo.ts';
import { combine } from './merge.ts';
import {
  type DayListing,
  type DayRecord,
  dayRecordSchema,
  type ListingEntry,
  listingEntrySchema,
  type Paper,
} from './paper.ts';
import { rankEntries } from './ranking.ts';
import {
  aliasSchema,
  keys,
  type PaperAlias,
  parseItem,
  type StoredPaper,
  snapshotSchema,
  storedPaperSchema,
  type UpvoteSnapshot,
  type Upvotes,
} from './stored.ts';

/** How long a day's upvote snapshots are kept, from when they are written: a replay of old days needs them as well. */
const snapshotDays = 60;

/** What pages, feeds and digests read. */
export interface PapersReader {
  /** The day with its papers, best first; undefined when nothing is known of it. */
  getDayListing(day: string): Promise<DayListing | undefined>;
  getDayRecord(day: string): Promise<DayRecord | undefined>;
  /** The known days from `from` to `to`, both included, ascending. */
  getDayRecords(from: string, to: string): Promise<DayRecord[]>;
  /** Found by its arXiv id, or by a title's id even after the arXiv id became known. */
  getPaper(id: string): Promise<Paper | undefined>;
  /** The days that list the paper, ascending; none when it is unknown. */
  getPaperDays(id: string): Promise<string[]>;
  /** Upvotes by paper id at the first poll of the date `polledOn` (UTC); undefined when there was none. */
  getUpvotes(day: string, polledOn: string): Promise<Upvotes | undefined>;
  /** All of a list day's snapshots, by the date of the poll, ascending. */
  getSnapshots(day: string): Promise<UpvoteSnapshot[]>;
}

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

export type PapersStore = PapersReader & PapersWriter;

/** The Papers table. `clock` decides which items have expired. */
export function createPapersStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock = systemClock,
): PapersStore {
  const writer = createWriter(client, table, clock);
  return { ...createReader(client, table, clock, writer), ...writer };
}

function createReader(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock,
  writer: Pick<PapersWriter, 'getStored'>,
): PapersReader {
  const getDayRecord = async (day: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keys.dayRecord(day) }));
    return Item && parseItem(dayRecordSchema, Item);
  };

  const getPaperUnder = async (id: string): Promise<StoredPaper | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keys.paper(id) }));
    if (Item === undefined) return undefined;
    const found = paperOrAlias(Item);
    if (!('mergedInto' in found)) return found;
    const { Item: target } = await client.send(
      new GetCommand({ TableName: table, Key: keys.paper(found.mergedInto) }),
    );
    return target && parseItem(storedPaperSchema, target);
  };

  return {
    getDayRecord,

    getDayRecords: async (from, to) => {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :days AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':days': 'days', ':from': from, ':to': to },
      });
      return items.map(item => parseItem(dayRecordSchema, item));
    },

    getDayListing: async day => {
      const [record, items] = await Promise.all([
        getDayRecord(day),
        queryAll(client, {
          TableName: table,
          KeyConditionExpression: 'pk = :day AND begins_with(sk, :entry)',
          ExpressionAttributeValues: { ':day': `day#${day}`, ':entry': 'entry#' },
        }),
      ]);
      if (record === undefined) return undefined;
      const ranked = rankEntries(items.map(item => parseItem(listingEntrySchema, item)));
      const papers = await writer.getStored(ranked.map(entry => entry.paperId));
      return { record, papers: listPapers(ranked, papers) };
    },

    getPaper: async id => {
      const stored = await getPaperUnder(id);
      return stored && combine(stored.id, stored.told);
    },

    getPaperDays: async id => (await getPaperUnder(id))?.listedOn ?? [],

    getUpvotes: async (day, polledOn) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keys.snapshot(day, polledOn) }),
      );
      if (Item === undefined) return undefined;
      const { upvotes, expiresAt } = parseItem(snapshotSchema, Item);
      return expiresAt > epochSeconds(clock()) ? upvotes : undefined;
    },

    getSnapshots: async day => {
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :day AND begins_with(sk, :upvotes)',
        ExpressionAttributeValues: { ':day': `day#${day}`, ':upvotes': 'upvotes#' },
      });
      return items
        .map(item => parseItem(snapshotSchema, item))
        .filter(({ expiresAt }) => expiresAt > epochSeconds(clock()))
        .map(({ polledOn, upvotes }) => ({ polledOn, upvotes }));
    },
  };
}

/** Entries are in order. One whose paper cannot be found is left out: the next poll writes what is missing. */
function listPapers(
  ranked: readonly ListingEntry[],
  stored: readonly (StoredPaper | PaperAlias)[],
): DayListing['papers'] {
  const byId = new Map(stored.map(paper => [paper.id, paper]));
  return ranked.flatMap((entry, index) => {
    const paper = byId.get(entry.paperId);
    if (paper === undefined || 'mergedInto' in paper) return [];
    return [{ paper: combine(paper.id, paper.told), entry, rank: index + 1 }];
  });
}

function createWriter(client: DynamoDBDocumentClient, table: string, clock: Clock): PapersWriter {
  return {
    getStored: async ids => {
      const items = await getAll(client, table, [...new Set(ids)].map(keys.paper));
      return items.map(paperOrAlias);
    },

    getStoredNow: async id => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keys.paper(id), ConsistentRead: true }),
      );
      return Item && paperOrAlias(Item);
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

function paperOrAlias(item: Record<string, unknown>): StoredPaper | PaperAlias {
  return 'mergedInto' in item ? parseItem(aliasSchema, item) : parseItem(storedPaperSchema, item);
}

function isEntry(item: Record<string, unknown>): boolean {
  return String(item['sk']).startsWith('entry#');
}
