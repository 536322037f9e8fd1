import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createArxivSource } from '../../shared/papers/sources/arxiv.ts';
import type { Announcement } from '../../shared/papers/sources/arxiv-feed.ts';
import { createArxivStore } from '../../shared/papers/sources/arxiv-store.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { arxivFeed } from '../support/upstream-factories.ts';

let dynamo: TestDynamo;
let now: number;
beforeEach(async () => {
  dynamo = await startDynamo();
  now = Date.parse('2026-07-07T06:05:00Z');
});
afterEach(async () => {
  await dynamo.close();
});

/** What another process on another machine has: everything its own but the table and the time. */
const anotherStore = () => createArxivStore(dynamo.client, dynamo.tables.papers, () => new Date(now));

describe('arXiv is asked', () => {
  test('over one connection at a time by all processes, three seconds apart, however slow it answers', async () => {
    let open = 0;
    const begun: number[] = [];
    const ended: number[] = [];
    const pass = async (milliseconds: number) => {
      now += milliseconds;
      await new Promise(resolve => setTimeout(resolve, 5));
    };
    const slowFetch = async () => {
      open += 1;
      begun.push(now);
      expect(open).toBe(1);
      for (let second = 0; second < 10; second += 1) await pass(1_000);
      open -= 1;
      ended.push(now);
      return new Response(arxivFeed('2026-07-07', []));
    };
    const readAsAnotherProcess = () =>
      createArxivSource({ baseUrl: 'https://rss.example.org', categories: ['cs.CL'] }, anotherStore(), {
        fetch: slowFetch,
        random: () => 0,
        // Time is told by the request under way, as long as there is one.
        sleep: milliseconds => pass(open === 0 ? milliseconds : 0),
      }).read(() => 300_000);

    const readings = await Promise.all([1, 2, 3].map(readAsAnotherProcess));

    expect(readings.map(({ kind }) => kind)).toEqual(['feed', 'feed', 'feed']);
    expect(begun).toHaveLength(3);
    for (const [index, end] of ended.slice(0, -1).entries()) {
      expect(begun[index + 1]! - end).toBeGreaterThanOrEqual(3_000);
    }
  });
});

describe('a turn', () => {
  test('is had by one of many who ask at once', async () => {
    const turns = await Promise.all(Array.from({ length: 9 }, () => anotherStore().takeTurn(18_500)));

    expect(turns.filter(turn => turn !== undefined)).toHaveLength(1);
  });

  test('that a crash left open runs out, and ending it afterwards takes nothing from the next one', async () => {
    const crashed = await anotherStore().takeTurn(18_500);
    now += 18_499;
    const early = await anotherStore().takeTurn(18_500);
    now += 1;
    const next = await anotherStore().takeTurn(18_500);

    await anotherStore().endTurn(crashed!, 0);

    expect([early, next]).toEqual([undefined, now + 18_500]);
    expect(await anotherStore().takeTurn(18_500)).toBeUndefined();
  });
});

describe('announcements', () => {
  const announcement = (paperId: string, ...categories: string[]): Announcement => ({
    paperId,
    title: 'Toys',
    abstract: '',
    authors: [],
    categories,
    kind: 'new',
  });

  test('give a paper the categories of the latest feed, and none where a feed names none', async () => {
    await anotherStore().putAnnounced('2026-07-06', [announcement('2607.00001', 'cs.CL')]);
    await anotherStore().putAnnounced('2026-07-07', [
      announcement('2607.00001', 'cs.LG', 'cs.CL'),
      announcement('2607.00002'),
    ]);

    expect([...(await anotherStore().getAnnounced())]).toEqual([['2607.00001', ['cs.LG', 'cs.CL']]]);
  });

  test('are forgotten after two weeks, though DynamoDB has not deleted them yet', async () => {
    await anotherStore().putAnnounced('2026-07-07', [announcement('2607.00001', 'cs.CL')]);
    now = Date.parse('2026-07-21T00:00:00Z');

    expect(await anotherStore().getAnnounced()).toEqual(new Map());
  });
});
