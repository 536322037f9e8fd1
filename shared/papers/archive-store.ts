import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Clock, epochSeconds, systemClock } from '../platform/clock.ts';
import { queryAll } from '../platform/dynamo.ts';
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
  keys,
  type PaperAlias,
  parseItem,
  parsePaperOrAlias,
  type StoredPaper,
  snapshotSchema,
  storedPaperSchema,
  type UpvoteSnapshot,
  type Upvotes,
} from './stored.ts';
import { getStoredPapers } from './stored-papers-store.ts';

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

/** The reading side of the Papers table. `clock` decides which snapshots have expired. */
export function createPapersReader(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock = systemClock,
): PapersReader {
  const getDayRecord = async (day: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keys.dayRecord(day) }));
    return Item && parseItem(dayRecordSchema, Item);
  };

  const getPaperUnder = async (id: string): Promise<StoredPaper | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: keys.paper(id) }));
    if (Item === undefined) return undefined;
    const found = parsePaperOrAlias(Item);
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
      const papers = await getStoredPapers(
        client,
        table,
        ranked.map(entry => entry.paperId),
      );
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
