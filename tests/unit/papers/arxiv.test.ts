import { describe, expect, test } from 'vitest';
import { ArxivCategoryError, createArxivSource } from '../../../shared/papers/sources/arxiv.ts';
import { splitCreators } from '../../../shared/papers/sources/arxiv-creators.ts';
import { parseArxivFeed } from '../../../shared/papers/sources/arxiv-feed.ts';
import type { ArxivStore } from '../../../shared/papers/sources/arxiv-store.ts';
import { fake } from '../../support/fake.ts';
import { arxivFeed } from '../../support/upstream-factories.ts';

describe('a feed', () => {
  test('gives its announcements and its date in arXiv’s own zone', () => {
    const reading = parseArxivFeed(
      arxivFeed('2026-07-07', [
        {
          id: '2607.01234',
          title: 'A &lt; B &amp; Friends',
          categories: ['cs.CL', 'stat.ML'],
          kind: 'cross',
        },
      ]),
    );

    expect(reading).toEqual({
      kind: 'feed',
      feed: {
        day: '2026-07-07',
        announcements: [
          {
            paperId: '2607.01234',
            title: 'A < B & Friends',
            abstract: 'About A < B & Friends.',
            authors: ['Ada Example', 'Bo Sample'],
            categories: ['cs.CL', 'stat.ML'],
            kind: 'cross',
          },
        ],
        skipped: [],
      },
    });
  });

  test('of a weekend is empty and fine', () => {
    expect(parseArxivFeed(arxivFeed('2026-07-11', []))).toEqual({
      kind: 'feed',
      feed: { day: '2026-07-11', announcements: [], skipped: [] },
    });
  });

  test('skips an item that it cannot read, and keeps its neighbours', () => {
    const reading = parseArxivFeed(
      arxivFeed('2026-07-07', [{ id: 'x', kind: 'odd' }, { id: 'y' }, { id: '2607.00001' }]),
    );

    expect(reading).toMatchObject({
      feed: {
        announcements: [{ paperId: '2607.00001' }],
        skipped: [{ problem: 'not an announcement' }, { problem: 'no arXiv id' }],
      },
    });
  });

  test('names no empty category', () => {
    const reading = parseArxivFeed(
      arxivFeed('2026-07-07', [{ id: '2607.00001', categories: ['', 'cs.CL'] }]),
    );

    expect(reading).toMatchObject({ feed: { announcements: [{ categories: ['cs.CL'] }] } });
  });

  test.each([
    ['an archive that is longer than any key', { id: `${'a-'.repeat(2_000)}/1234567` }, 'no arXiv id'],
    ['no title', { id: '2607.00001', title: ' ' }, 'no title'],
    [
      'a title as large as a book',
      { id: '2607.00001', title: 'a'.repeat(3_000) },
      'title: larger than any paper’s',
    ],
    [
      'categories as large as a book',
      { id: '2607.00001', categories: ['a'.repeat(600)] },
      'categories: larger than any paper’s',
    ],
  ])('skips an item with %s', (_, item, problem) => {
    expect(parseArxivFeed(arxivFeed('2026-07-07', [item]))).toMatchObject({
      feed: { announcements: [], skipped: [{ problem }] },
    });
  });

  test('leaves out a category of two words, which would be kept as two', () => {
    const reading = parseArxivFeed(
      arxivFeed('2026-07-07', [{ id: '2607.00001', categories: ['cs.CL', 'Not One'] }]),
    );

    expect(reading).toMatchObject({ feed: { announcements: [{ categories: ['cs.CL'] }] } });
  });

  test('that names more than one item can keep fails', () => {
    const items = Array.from({ length: 1_000 }, (_, index) => ({
      id: `2607.${10_000 + index}`,
      categories: ['a'.repeat(400)],
    }));

    expect(parseArxivFeed(arxivFeed('2026-07-07', items))).toEqual({
      kind: 'failed',
      reason: 'the feed is longer than any',
    });
  });

  test('of a link that repeats itself is read in no time', () => {
    const link = `${'/abs/'.repeat(100_000)}\n.`;
    const started = process.cpuUsage();

    parseArxivFeed(arxivFeed('2026-07-07', [{ id: link, title: 'A Title' }]));

    // In microseconds; quadratic time is half a minute.
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });

  test.each<[string, string, string]>([
    [
      'with a document type',
      `<!DOCTYPE rss [<!ENTITY a "aaa">]>${arxivFeed('2026-07-07', [])}`,
      'the feed has a document type',
    ],
    [
      'cut in half',
      arxivFeed('2026-07-07', [{ id: '2607.00001' }]).slice(0, 900),
      'the answer is no whole RSS feed',
    ],
    ['that is a web page', '<html><p>Hello</html>', 'the answer is no whole RSS feed'],
    ['of something else', '<rss></rss>', 'the answer is no RSS feed'],
    [
      'about an error',
      arxivFeed('2026-07-07', []).replace('cs.CL updates', 'Feed error for query: cs.XX. Bad category'),
      'Feed error for query: cs.XX. Bad category on arXiv.org',
    ],
    ['without a date', arxivFeed('2026-07-07', []).replace('07 Jul 2026', 'soon'), 'the feed has no date'],
  ])('%s fails', (_, xml, reason) => {
    expect(parseArxivFeed(xml)).toEqual({ kind: 'failed', reason });
  });
});

test.each([
  ['Ada Example, Bo Sample', ['Ada Example', 'Bo Sample']],
  ['Ada Example (Lab (North), Berlin), Bo Sample (Lab)', ['Ada Example', 'Bo Sample']],
  ["Andr\\'e Example, Cy Sample, Jr.", ["Andr\\'e Example", 'Cy Sample, Jr.']],
  ['', []],
  ['Ada Example (Lab', ['Ada Example']],
])('the creators of %j are %j', (creators, names) => {
  expect(splitCreators(creators)).toEqual(names);
});

describe('asking', () => {
  const options = { baseUrl: 'https://rss.example.org', categories: ['cs.CL', 'cs.LG'] };

  test('waits for its turn among all machines, and not longer than there is time', async () => {
    const turns = [undefined, undefined, 1];
    const ended: number[] = [];
    const waits: number[] = [];
    const store = fake<ArxivStore>('arxivStore', {
      getEtag: () => Promise.resolve(undefined),
      takeTurn: () => Promise.resolve(turns.shift()),
      endTurn: turn => Promise.resolve(void ended.push(turn)),
    });
    const http = {
      fetch: () => Promise.resolve(new Response(arxivFeed('2026-07-07', []), { headers: { etag: '"a"' } })),
      random: () => 0,
      sleep: (milliseconds: number) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    };
    const source = createArxivSource(options, store, http);

    expect((await source.read(() => 60_000)).kind).toBe('feed');
    expect(waits).toEqual([1_750, 1_750]);
    expect(ended).toEqual([1]);
    expect(await source.read(() => 1_000)).toEqual({ kind: 'failed', reason: 'no turn in time' });
  });

  test('rests half a minute when arXiv says that it is too much', async () => {
    const waits: number[] = [];
    const answers = [new Response('', { status: 429 }), new Response(null, { status: 304 })];
    const store = fake<ArxivStore>('arxivStore', {
      getEtag: () => Promise.resolve('"a"'),
      takeTurn: () => Promise.resolve(1),
      endTurn: () => Promise.resolve(),
    });
    const http = {
      fetch: () => Promise.resolve(answers.shift() ?? Response.error()),
      random: () => 0,
      sleep: (milliseconds: number) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    };

    expect(await createArxivSource(options, store, http).read(() => 60_000)).toEqual({ kind: 'unchanged' });
    expect(waits).toEqual([30_000]);
  });

  test('refuses categories that are none, before anything is asked', () => {
    expect(() =>
      createArxivSource(
        { ...options, categories: ['cs.CL', '../x'] },
        fake('arxivStore', {}),
        fake('http', {}),
      ),
    ).toThrow(ArxivCategoryError);
  });
});
