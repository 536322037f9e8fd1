import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { titleId } from '../../shared/papers/ids.ts';
import { recordDay } from '../../shared/papers/record-day.ts';
import { PaperContentionError, recordPapers } from '../../shared/papers/record-papers.ts';
import { savedPageEntries } from '../../shared/papers/sources/saved-page.ts';
import { createPapersStore, type PapersStore } from '../../shared/papers/store.ts';
import { UnreadableItemError } from '../../shared/papers/stored.ts';
import type { SourceEntry } from '../../shared/papers/told.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';

const day = '2026-01-08';
const at = new Date('2026-01-08T09:00:00Z');
const title = 'A Toy Paper: On Toys';
const arxivId = '2601.00001';

let dynamo: TestDynamo;
let store: PapersStore;
beforeEach(async () => {
  dynamo = await startDynamo();
  store = createPapersStore(dynamo.client, dynamo.tables.papers);
});
afterEach(async () => {
  await dynamo.close();
});

const page = `Daily Papers\n\nJan 8\n\n${title}\n\nWe show a toy.\n\n  • 7 authors\n·\nJan 5, 2026 3\n`;

function pageEntries(): readonly SourceEntry[] {
  const saved = savedPageEntries(page);
  return saved.kind === 'page' ? saved.entries : [];
}

function listedEntry(fields: Partial<SourceEntry> = {}): SourceEntry {
  return {
    source: 'hugging-face',
    paperId: arxivId,
    day,
    facts: { title: title.toUpperCase(), authors: ['Ada Example'], summary: 'Toys.' },
    upvotes: 12,
    comments: 1,
    ...fields,
  };
}

/** What ingest and a back-fill do with the entries of a day. */
async function record(into: PapersStore, entries: readonly SourceEntry[], instant = at) {
  const recorded = await recordPapers(into, entries);
  const told = entries.map(entry => ({
    ...entry,
    paperId: recorded.papers.get(entry.paperId)?.id ?? entry.paperId,
  }));
  await recordDay(into, { day, poll: { kind: 'read' }, told, at: instant, settleHour: 8 });
  return recorded;
}

describe('a paper known by its title only', () => {
  const joined = {
    id: arxivId,
    title: title.toUpperCase(),
    abstract: 'We show a toy.',
    authors: ['Ada Example'],
    authorCount: 7,
    publishedOn: '2026-01-05',
    summary: 'Toys.',
    keywords: [],
    categories: [],
  };

  test('joins its arXiv id when that comes later, with its entry and everything known of it', async () => {
    await record(store, pageEntries());
    const before = await store.getDayListing(day);

    const recorded = await record(store, [listedEntry()]);

    expect(before?.papers.map(({ paper }) => paper.id)).toEqual([titleId(title)]);
    expect(recorded).toMatchObject({ newPapers: 0, changedPapers: 1 });
    const listing = await store.getDayListing(day);
    expect(listing?.record.entryCount).toBe(1);
    expect(listing?.papers).toEqual([
      {
        paper: joined,
        entry: {
          day,
          paperId: arxivId,
          upvotes: 12,
          comments: 1,
          firstSeenAt: at.toISOString(),
          late: false,
          sources: ['hugging-face', 'saved-page'],
        },
        rank: 1,
      },
    ]);
    expect(await store.getPaper(titleId(title))).toEqual(joined);
    expect(await store.getPaperDays(titleId(title))).toEqual([day]);
  });

  test('joins its arXiv id when that came before', async () => {
    await record(store, [listedEntry()]);

    const recorded = await record(store, pageEntries());

    expect(recorded).toMatchObject({ newPapers: 0, changedPapers: 1 });
    const listing = await store.getDayListing(day);
    expect(listing?.papers.map(({ paper }) => paper)).toEqual([joined]);
    expect(listing?.papers.map(({ entry }) => [entry.upvotes, entry.comments])).toEqual([[12, 1]]);
  });

  test('joins its arXiv id when both come at once', async () => {
    await record(store, [...pageEntries(), listedEntry()]);

    expect((await store.getDayListing(day))?.papers.map(({ paper }) => paper)).toEqual([joined]);
  });

  test('joins its arXiv id after a crash at any write', async () => {
    for (let writes = 0; writes < 8; writes += 1) {
      const fresh = await startDynamo();
      const whole = createPapersStore(fresh.client, fresh.tables.papers);
      await record(whole, pageEntries());

      await record(crashingAfter(whole, writes), [listedEntry()]).catch(() => undefined);
      await record(whole, [listedEntry()]);

      const listing = await whole.getDayListing(day);
      expect(
        listing?.papers.map(({ paper }) => paper),
        `after ${writes} writes`,
      ).toEqual([joined]);
      expect(listing?.record.entryCount).toBe(1);
      expect(await whole.getPaper(titleId(title))).toEqual(joined);
      await fresh.close();
    }
  });

  test('leaves another paper of the same title alone', async () => {
    await record(store, [listedEntry()]);

    await record(store, [listedEntry({ paperId: '2601.00002', upvotes: 1 })]);

    expect((await store.getDayListing(day))?.papers.map(({ paper }) => paper.id)).toEqual([
      arxivId,
      '2601.00002',
    ]);
    expect((await store.getPaper(titleId(title)))?.id).toBe(arxivId);
  });
});

describe('writes', () => {
  test('that change nothing are not made', async () => {
    const entries = [...pageEntries(), listedEntry()];
    await record(store, entries);

    const recorded = await record(crashingAfter(store, 0), entries);

    expect(recorded).toMatchObject({ newPapers: 0, changedPapers: 0 });
  });

  test('made by two at once lose nothing', async () => {
    await record(store, [listedEntry()]);
    const days = ['2026-01-02', '2026-01-05', '2026-01-06', '2026-01-07'];

    await Promise.all(days.map(other => recordPapers(store, [listedEntry({ day: other })])));

    expect(await store.getPaperDays(arxivId)).toEqual([...days, day]);
  });

  test('that someone else always beats are given up with a named error', async () => {
    await record(store, [listedEntry()]);
    const beaten = { ...store, putPaper: () => Promise.resolve(false) };

    await expect(recordPapers(beaten, [listedEntry({ facts: { title, codeStars: 5 } })])).rejects.toThrow(
      PaperContentionError,
    );
  });

  test('of a first sighting are not undone by a slower one', async () => {
    const entry = { day, paperId: arxivId, upvotes: 1, comments: 0, sources: ['hugging-face' as const] };
    await store.putEntry({ ...entry, firstSeenAt: '2026-01-08T07:00:00.000Z', late: false });

    await store.putEntry({ ...entry, upvotes: 2, firstSeenAt: '2026-01-08T09:00:00.000Z', late: true });

    expect((await store.getStoredDay(day)).entries).toEqual([
      { ...entry, upvotes: 2, firstSeenAt: '2026-01-08T07:00:00.000Z', late: false },
    ]);
  });
});

describe('a day that has settled', () => {
  test('stays settled when a slower poll writes what it knew before', async () => {
    const settled = { day, status: 'settled', settledAt: at.toISOString(), entryCount: 3 } as const;
    await store.putDayRecord(settled);

    await store.putDayRecord({ day, status: 'filling', entryCount: 2 });
    const afterSlower = await store.getDayRecord(day);
    await store.putDayRecord({ ...settled, entryCount: 4 });

    expect(afterSlower).toEqual(settled);
    expect((await store.getDayRecord(day))?.entryCount).toBe(4);
  });
});

describe('reads', () => {
  test('of a day with more papers than one batch takes are whole', async () => {
    const ids = Array.from({ length: 130 }, (_, index) => `2601.${String(index + 1).padStart(5, '0')}`);
    await record(
      store,
      ids.map(paperId => listedEntry({ paperId, facts: { title: `Paper ${paperId}` } })),
    );

    const listing = await store.getDayListing(day);

    expect(listing?.papers.map(({ paper }) => paper.id)).toEqual(ids);
  });

  test('of a day’s snapshots give all of them, ascending, and none of another day', async () => {
    const clock = () => new Date('2026-01-09T12:00:00Z');
    const current = createPapersStore(dynamo.client, dynamo.tables.papers, clock);
    await current.putSnapshot(day, '2026-01-09', { [arxivId]: 29 });
    await current.putSnapshot(day, day, { [arxivId]: 3 });
    await current.putSnapshot('2026-01-09', '2026-01-09', { [arxivId]: 1 });

    expect(await current.getSnapshots(day)).toEqual([
      { polledOn: day, upvotes: { [arxivId]: 3 } },
      { polledOn: '2026-01-09', upvotes: { [arxivId]: 29 } },
    ]);
  });

  test('of what is not there answer so', async () => {
    expect(await store.getDayListing(day)).toBeUndefined();
    expect(await store.getPaper(arxivId)).toBeUndefined();
    expect(await store.getPaperDays(arxivId)).toEqual([]);
    expect(await store.getDayRecords('2026-01-01', '2026-12-31')).toEqual([]);
  });

  test('of an item that this version cannot read name its key', async () => {
    const Item = { pk: `paper#${arxivId}`, sk: 'paper', version: 2, id: arxivId };
    await dynamo.client.send(new PutCommand({ TableName: dynamo.tables.papers, Item }));

    await expect(store.getPaper(arxivId)).rejects.toThrow(UnreadableItemError);
    await expect(store.getPaper(arxivId)).rejects.toThrow(`paper#${arxivId} / paper`);
  });

  test('of expired snapshots find nothing, though DynamoDB has not deleted them yet', async () => {
    const early = createPapersStore(
      dynamo.client,
      dynamo.tables.papers,
      () => new Date('2026-01-09T00:00:00Z'),
    );
    const late = createPapersStore(
      dynamo.client,
      dynamo.tables.papers,
      () => new Date('2026-06-01T00:00:00Z'),
    );
    await early.putSnapshot(day, day, { [arxivId]: 3 });

    expect(await early.getUpvotes(day, day)).toEqual({ [arxivId]: 3 });
    expect(await late.getUpvotes(day, day)).toBeUndefined();
    expect(await late.getSnapshots(day)).toEqual([]);
  });
});

/** The same store for a process that dies before a later write. */
function crashingAfter(whole: PapersStore, writes: number): PapersStore {
  let left = writes;
  return new Proxy(whole, {
    get(target, member): unknown {
      if (/^(put|delete)/.test(String(member))) {
        if (left === 0) throw new Error('crash');
        left -= 1;
      }
      return Reflect.get(target, member);
    },
  });
}
