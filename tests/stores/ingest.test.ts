import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SourceDownError } from '../../functions/ingest/ingest.ts';
import { hasFixtures, needsFixtures, readRecordedDays, recordedListings } from '../support/fixtures.ts';
import { type IngestWorld, startIngestWorld } from '../support/ingest-world.ts';
import { apiEntry, arxivFeed } from '../support/upstream-factories.ts';

const day = '2026-01-08';
const list = (...entries: readonly Omit<Parameters<typeof apiEntry>[0], 'day'>[]) =>
  JSON.stringify(entries.map(entry => apiEntry({ day, ...entry })));

let world: IngestWorld;
beforeEach(async () => {
  world = await startIngestWorld();
});
afterEach(async () => {
  await world.close();
});

describe('days', () => {
  test('are read, merged, ranked and settled; an empty one keeps its reason', async () => {
    const outcome = await world.run('2026-01-08T09:05:00Z');

    expect(outcome).toMatchObject({
      daysRead: 7,
      failedDays: 0,
      entries: 35,
      newPapers: 35,
      newEntries: 35,
      lateEntries: 0,
      skippedEntries: 0,
      strayEntries: 0,
      settledDays: 7,
    });
    const listing = await world.papers.getDayListing(day);
    expect(listing?.record).toEqual({
      day,
      status: 'settled',
      settledAt: '2026-01-08T09:05:00.000Z',
      entryCount: 9,
    });
    expect(listing?.papers.map(({ entry }) => entry.upvotes)).toEqual([91, 58, 44, 25, 16, 10, 5, 5, 2]);
    expect(listing?.papers.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const records = await world.papers.getDayRecords('2026-01-01', '2026-01-31');
    expect(records.map(record => [record.day, record.empty ?? record.entryCount])).toEqual([
      ['2026-01-02', 'holiday'],
      ['2026-01-03', 'weekend'],
      ['2026-01-04', 'weekend'],
      ['2026-01-05', 9],
      ['2026-01-06', 8],
      ['2026-01-07', 9],
      ['2026-01-08', 9],
    ]);
  });

  test('read twice for the same time leave every item but the gate as it was', async () => {
    await world.run('2026-01-08T09:05:00Z');
    const before = (await world.items()).filter(item => item['sk'] !== 'gate');

    const again = await world.run('2026-01-08T09:05:00Z');

    expect(again).toMatchObject({
      entries: 35,
      newPapers: 0,
      changedPapers: 0,
      newEntries: 0,
      changedEntries: 0,
    });
    expect((await world.items()).filter(item => item['sk'] !== 'gate')).toEqual(before);
  });

  test('fill until the settle hour; what comes after it is late', async () => {
    world.upstream.setDay(day, '[]');
    await world.run('2026-01-08T01:05:00Z');
    const early = await world.papers.getDayRecord(day);
    world.upstream.setDay(day, list({ id: '2601.00001', upvotes: 3 }));
    await world.run('2026-01-08T08:00:00Z');
    world.upstream.setDay(
      day,
      list({ id: '2601.00001', upvotes: 5, comments: 2 }, { id: '2601.00002', upvotes: 1 }),
    );

    const outcome = await world.run('2026-01-08T09:05:00Z');

    expect(early).toEqual({ day, status: 'filling', empty: 'still-filling', entryCount: 0 });
    expect(outcome).toMatchObject({ newEntries: 1, lateEntries: 1, changedEntries: 1 });
    const listing = await world.papers.getDayListing(day);
    expect(listing?.record).toEqual({
      day,
      status: 'settled',
      settledAt: '2026-01-08T08:00:00.000Z',
      entryCount: 2,
    });
    expect(listing?.papers.map(({ entry }) => entry)).toMatchObject([
      {
        paperId: '2601.00001',
        upvotes: 5,
        comments: 2,
        late: false,
        firstSeenAt: '2026-01-08T08:00:00.000Z',
      },
      { paperId: '2601.00002', upvotes: 1, late: true, firstSeenAt: '2026-01-08T09:05:00.000Z' },
    ]);
  });

  test('that do not exist yet are no failure and leave nothing', async () => {
    const outcome = await world.run('2026-01-08T09:05:00Z', ['2026-01-08', '2026-01-09']);

    expect(outcome).toMatchObject({ daysRead: 1, failedDays: 0, futureDays: 1 });
    expect(await world.papers.getDayRecord('2026-01-09')).toBeUndefined();
  });

  test('tell when the newest of them settles, and not when a back-fill settles old ones', async () => {
    const settles = async (at: string, days?: readonly string[]) =>
      (await world.run(at, days)).newestDaySettled;

    expect(await settles('2026-01-08T07:05:00Z')).toBe(true);
    expect(await settles('2026-01-08T08:05:00Z')).toBe(true);
    expect(await settles('2026-01-08T09:05:00Z')).toBe(false);
    expect(await settles('2026-01-08T09:30:00Z', ['2025-12-01', '2025-12-02'])).toBe(false);
  });

  test('keep the upvotes of the first poll of each date', async () => {
    world.upstream.setDay(day, list({ id: '2601.00001', upvotes: 3 }));
    await world.run('2026-01-08T09:05:00Z');
    world.upstream.setDay(day, list({ id: '2601.00001', upvotes: 7 }));
    await world.run('2026-01-08T15:05:00Z');
    world.upstream.setDay(day, list({ id: '2601.00001', upvotes: 9 }));
    await world.run('2026-01-09T00:05:00Z');

    expect(await world.papers.getUpvotes(day, '2026-01-08')).toEqual({ '2601.00001': 3 });
    expect(await world.papers.getUpvotes(day, '2026-01-09')).toEqual({ '2601.00001': 9 });
    expect(await world.papers.getUpvotes(day, '2026-01-10')).toBeUndefined();
  });
});

describe('a paper', () => {
  test('listed again on another day is one paper with two entries', async () => {
    world.upstream.setDay('2026-01-02', list({ id: '2601.00001', upvotes: 2 }).replaceAll(day, '2026-01-02'));
    world.upstream.setDay(day, list({ id: '2601.00001', upvotes: 42, submitter: 'second' }));

    const outcome = await world.run('2026-01-08T09:05:00Z', ['2026-01-02', day]);

    expect(outcome).toMatchObject({ newPapers: 1, newEntries: 2 });
    expect(await world.papers.getPaperDays('2601.00001')).toEqual(['2026-01-02', day]);
    expect((await world.papers.getPaper('2601.00001'))?.submitter?.name).toBe('second');
  });

  test('that does not parse is skipped, counted and logged with its id; its neighbours are recorded', async () => {
    const entries = JSON.parse(list({ id: '2601.00001' }, { id: '2601.00002' })) as {
      paper: { title?: string };
      title?: string;
    }[];
    delete entries[0]!.title;
    delete entries[0]!.paper.title;
    world.upstream.setDay(day, JSON.stringify(entries));

    const outcome = await world.run('2026-01-08T09:05:00Z', [day]);

    expect(outcome).toMatchObject({ skippedEntries: 1, newEntries: 1, failedDays: 0 });
    expect(world.log.some(line => line.includes('2601.00001') && line.includes('no title'))).toBe(true);
  });

  test('that is larger than the table can keep is skipped; its neighbours are recorded', async () => {
    const entries = JSON.parse(list({ id: '2601.00001' }, { id: '2601.00002' })) as {
      paper: { summary: string };
    }[];
    entries[0]!.paper.summary = 'long '.repeat(100_000);
    world.upstream.setDay(day, JSON.stringify(entries));

    const outcome = await world.run('2026-01-08T09:05:00Z', [day]);

    expect(outcome).toMatchObject({ skippedEntries: 1, newEntries: 1, failedDays: 0 });
  });
});

describe('a source that fails', () => {
  test('for one day delays that day, keeps what was stored, and does not touch the others', async () => {
    await world.run('2026-01-08T09:05:00Z');
    world.upstream.fail(/date=2026-01-08/, { kind: 'html' });

    const failing = await world.run('2026-01-08T10:05:00Z');
    const delayed = await world.papers.getDayListing(day);
    await world.run('2026-01-08T11:05:00Z');
    const recovered = await world.papers.getDayListing(day);

    expect(failing).toMatchObject({ daysRead: 6, failedDays: 1 });
    expect(delayed?.record.delayed).toEqual({
      since: '2026-01-08T10:05:00.000Z',
      reason: 'the answer is not JSON',
    });
    expect(delayed?.papers).toHaveLength(9);
    expect(recovered?.record.delayed).toBeUndefined();
  });

  test('for a day with another day’s papers does not make it pass for an empty day', async () => {
    world.upstream.setDay(day, list({ id: '2601.00001' }).replaceAll(day, '2025-12-01'));

    await world.run('2026-01-08T09:05:00Z');

    expect((await world.papers.getDayRecord(day))?.delayed?.reason).toBe('the answer lists other days');
  });

  test('by writing nothing that can be read does not make the day pass for an empty day', async () => {
    world.upstream.setDay(day, JSON.stringify([{ arxivId: '2601.00001' }, { arxivId: '2601.00002' }]));

    const outcome = await world.run('2026-01-08T09:05:00Z');

    expect(outcome).toMatchObject({ skippedEntries: 2, failedDays: 1 });
    expect(await world.papers.getDayRecord(day)).toMatchObject({
      status: 'filling',
      empty: 'source-down',
      delayed: { reason: 'no entry of the answer could be read' },
    });
  });

  test('at the settle hour settles with the next poll; what that one is first to see is not late', async () => {
    world.upstream.fail(/date=2026-01-08/, { kind: 'html' });
    await world.run('2026-01-08T08:05:00Z');
    const failed = await world.papers.getDayRecord(day);

    const outcome = await world.run('2026-01-08T09:05:00Z');

    expect(failed).toMatchObject({ status: 'filling', delayed: { since: '2026-01-08T08:05:00.000Z' } });
    expect(outcome).toMatchObject({ newEntries: 9, lateEntries: 0 });
    expect((await world.papers.getDayRecord(day))?.settledAt).toBe('2026-01-08T09:05:00.000Z');
  });

  test('before the settle hour leaves no snapshot of its own day: what digests are made from is what counts', async () => {
    await world.run('2026-01-08T07:05:00Z');
    const early = await world.papers.getSnapshots(day);

    await world.run('2026-01-08T08:05:00Z');

    expect(early).toEqual([]);
    expect((await world.papers.getSnapshots(day)).map(({ polledOn }) => polledOn)).toEqual([day]);
  });

  test('leaves no snapshot of the day, though another day’s answer names one of its papers', async () => {
    const otherDay = '2026-01-07';
    world.upstream.setDay(
      otherDay,
      JSON.stringify([apiEntry({ id: '2601.00001', day: otherDay }), apiEntry({ id: '2601.00002', day })]),
    );
    world.upstream.fail(/date=2026-01-08/, { kind: 'html' });
    await world.run('2026-01-08T09:05:00Z');
    const failed = await world.papers.getUpvotes(day, day);

    await world.run('2026-01-08T10:05:00Z');

    expect(failed).toBeUndefined();
    expect(Object.keys((await world.papers.getUpvotes(day, day)) ?? {})).toHaveLength(10);
  });

  test('for every day ends in an error, after the days were marked', async () => {
    world.upstream.fail(
      /daily_papers/,
      ...Array.from({ length: 35 }, () => ({ kind: 'status', status: 503 }) as const),
    );

    await expect(world.run('2026-01-08T09:05:00Z')).rejects.toThrow(SourceDownError);

    const records = await world.papers.getDayRecords('2026-01-02', day);
    expect(records.map(record => record.empty)).toEqual([
      'source-down',
      'weekend',
      'weekend',
      'source-down',
      'source-down',
      'source-down',
      'source-down',
    ]);
    expect(records.every(record => record.delayed !== undefined && record.status === 'filling')).toBe(true);
  });

  test('by refusing days that must exist is down, not empty', async () => {
    world.upstream.fail(
      /daily_papers/,
      ...Array.from({ length: 7 }, () => ({ kind: 'status', status: 400 }) as const),
    );

    await expect(world.run('2026-01-07T09:05:00Z')).rejects.toThrow(SourceDownError);
  });

  test('for a moment is asked again and nobody notices', async () => {
    world.upstream.fail(
      /date=2026-01-08/,
      { kind: 'reset' },
      { kind: 'status', status: 502 },
      { kind: 'hang' },
    );

    const outcome = await world.run('2026-01-08T09:05:00Z');

    expect(outcome).toMatchObject({ daysRead: 7, failedDays: 0, newEntries: 35 });
  });
});

describe('arXiv', () => {
  test('adds its categories to papers that are listed, also days after their announcement', async () => {
    world.upstream.setFeed(
      arxivFeed('2026-01-07', [{ id: '2601.00001' }, { id: '2601.00002', categories: ['cs.CV'] }]),
      '"one"',
    );
    world.upstream.setDay('2026-01-07', list({ id: '2601.00001' }).replaceAll(day, '2026-01-07'));
    await world.run('2026-01-07T09:05:00Z');
    world.upstream.setFeed(arxivFeed('2026-01-08', []), '"two"');
    world.upstream.setDay(day, list({ id: '2601.00002' }));

    const outcome = await world.run('2026-01-08T09:05:00Z');

    expect(outcome).toMatchObject({ arxiv: 'feed', categorizedPapers: 1 });
    expect((await world.papers.getPaper('2601.00001'))?.categories).toEqual(['cs.CL', 'cs.LG']);
    expect((await world.papers.getPaper('2601.00002'))?.categories).toEqual(['cs.CV']);
  });

  test('is asked once per run with the last ETag, and its own papers are not listed', async () => {
    world.upstream.setFeed(arxivFeed(day, [{ id: '2601.00009' }]), '"one"');
    const first = await world.run('2026-01-08T09:05:00Z');

    const second = await world.run('2026-01-08T10:05:00Z');

    expect([first.arxiv, second.arxiv]).toEqual(['feed', 'unchanged']);
    const asked = world.upstream.requests.filter(({ path }) => path.startsWith('/rss/'));
    expect(asked.map(({ path }) => path)).toEqual(['/rss/cs.CL+cs.LG', '/rss/cs.CL+cs.LG']);
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"']);
    expect(await world.papers.getPaper('2601.00009')).toBeUndefined();
  });

  test('failing fails no day', async () => {
    world.upstream.fail(/rss/, { kind: 'status', status: 400, body: 'Bad' });

    const outcome = await world.run('2026-01-08T09:05:00Z');

    expect(outcome).toMatchObject({ arxiv: 'failed', failedDays: 0, newEntries: 35 });
  });

  test('lists its new papers where the stage says so, and Hugging Face’s word joins them', async () => {
    await world.close();
    world = await startIngestWorld({ listPapers: true });
    const feed = arxivFeed(day, [
      { id: '2601.00001' },
      { id: '2601.00002' },
      { id: '2601.00003', kind: 'replace' },
    ]);
    world.upstream.setFeed(feed, '"one"');
    world.upstream.setDay(day, list({ id: '2601.00001', upvotes: 4 }));

    const outcome = await world.run('2026-01-08T09:05:00Z', [day]);

    expect(outcome).toMatchObject({ newPapers: 2, newEntries: 2 });
    const listing = await world.papers.getDayListing(day);
    expect(
      listing?.papers.map(({ paper, entry }) => [paper.id, entry.upvotes, entry.sources, paper.authors]),
    ).toEqual([
      ['2601.00001', 4, ['hugging-face', 'arxiv'], ['Ada Example']],
      ['2601.00002', 0, ['arxiv'], ['Ada Example', 'Bo Sample']],
    ]);
  });
});

describe.skipIf(!hasFixtures)(`the recorded days${needsFixtures}`, () => {
  test('make 309 entries and 306 papers when each is ingested on its day', async () => {
    await world.close();
    world = await startIngestWorld({ directory: recordedListings });
    const days = readRecordedDays().map(recorded => recorded.day);
    const total = {
      newEntries: 0,
      newPapers: 0,
      skippedEntries: 0,
      strayEntries: 0,
      lateEntries: 0,
      failedDays: 0,
    };

    for (const recorded of days) {
      const outcome = await world.run(`${recorded}T08:30:00Z`);
      for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += outcome[key];
    }

    expect(total).toEqual({
      newEntries: 309,
      newPapers: 306,
      skippedEntries: 0,
      strayEntries: 0,
      lateEntries: 0,
      failedDays: 0,
    });
  }, 60_000);
});
