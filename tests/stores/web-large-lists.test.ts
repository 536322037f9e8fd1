import { beforeAll, describe, expect, it } from 'vitest';
import type { ReaderStore, WebDeps } from '../../functions/web/deps.ts';
import type { DayListing } from '../../shared/papers/paper.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import { fake } from '../support/fake.ts';
import { readAtom, readJsonFeed } from '../support/feed-reading.ts';
import { dayListing } from '../support/paper-factories.ts';
import { subscriber } from '../support/subscriber-factories.ts';
import { useWeb } from '../support/use-web.ts';

const { web, replaceWeb } = useWeb();
const reader = subscriber();

/** Lambda's largest answer, in bytes. */
const largestAnswer = 6 * 1024 * 1024;
const papersPerDay = 1_000;
const today = '2026-08-18';

/** A week of what arXiv alone lists, each with an abstract of the usual length. */
const days = Array.from({ length: 7 }, (_, index) => addDays(today, index - 6));
let listings: readonly DayListing[];

beforeAll(() => {
  listings = days.map((day, dayIndex) =>
    dayListing(
      day,
      Array.from({ length: papersPerDay }, (_, index) => ({
        id: `26${String(10 + dayIndex)}.${String(index).padStart(5, '0')}`,
        title: `A title of the usual length of some eighty characters for paper number ${index}`,
        abstract: 'We show how diffusion models learn what they were not told. '.repeat(25),
        authors: Array.from({ length: 8 }, (__, author) => `Ada Bo Example ${author}`),
        categories: ['cs.CL', 'cs.LG', 'stat.ML'],
        upvotes: index % 50,
        sources: ['arxiv'] as const,
      })),
    ),
  );
});

const openArchive = () => {
  replaceWeb({
    subscribers: fake<ReaderStore>('subscribers', { get: () => Promise.resolve(reader) }),
    archive: fake<WebDeps['archive']>('archive', {
      getDayRecords: (from, to) =>
        Promise.resolve(listings.map(each => each.record).filter(({ day }) => day >= from && day <= to)),
      getDayListing: day => Promise.resolve(listings.find(({ record }) => record.day === day)),
      getSnapshots: () => Promise.resolve([]),
    }),
  });
};
const sizeOf = async (answer: Response) => (await answer.clone().arrayBuffer()).byteLength;

describe('with a thousand papers a day', () => {
  it('every feed fits Lambda’s answer, holds the most upvoted, and says that there are more', async () => {
    openArchive();

    const feeds = ['/feeds/today', '/feeds/week', '/feeds/search', `/r/${readerKey(reader)}/feed`];
    const answers = await Promise.all(
      feeds.flatMap(feed =>
        ['atom', 'json'].map(format =>
          web().get(`${feed}.${format}${feed.endsWith('search') ? '?q=diffusion' : ''}`),
        ),
      ),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    for (const answer of answers) expect(await sizeOf(answer)).toBeLessThan(largestAnswer / 3);
    const week = readJsonFeed(await answers[3]!.text());
    expect(week.items).toHaveLength(300);
    expect(week.description).toBe(
      'The trending papers of the last seven days: the 300 most upvoted of 7,000',
    );
    expect(Math.min(...week.items.map(({ _daily_papers: { upvotes } }) => upvotes))).toBe(47);
    expect(new Set(week.items.map(({ _daily_papers: { day } }) => day)).size).toBe(7);
    expect(readAtom(await answers[2]!.text()).entry.map(({ id }) => id)).toEqual(
      week.items.map(({ id }) => id),
    );
  });

  it('a day’s list comes in pages, on the web and by the API, each paper once', async () => {
    openArchive();
    const pages = await Promise.all(
      [1, 2, 3, 4, 5].map(page => web().get(`/api/days/${today}?page=${page}`)),
    );
    const html = [await web().get('/'), await web().get(`/days/${today}?page=5`)];

    for (const answer of [...pages, ...html]) expect(await sizeOf(answer)).toBeLessThan(largestAnswer / 3);
    const read = await Promise.all(
      pages.map(async answer => (await answer.json()) as { pages: number; papers: { rank: number }[] }),
    );
    expect(read.flatMap(({ papers }) => papers.map(({ rank }) => rank))).toEqual(
      Array.from({ length: papersPerDay }, (_, index) => index + 1),
    );
    const [home, last] = await Promise.all(html.map(answer => answer.text()));
    expect(home).toContain('1,000 papers, most upvoted first: 1 to 200');
    expect(home).toContain(`href="/days/${today}?page=2"`);
    expect(last).toContain(': 801 to 1000');
    expect(last).not.toContain('?page=6');
  });

  it.each(['0', '6', 'two', '-1', '99999999'])('there is no page %s', async page => {
    openArchive();

    const answers = [
      await web().get(`/days/${today}?page=${page}`),
      await web().get(`/api/days/${today}?page=${page}`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });
});
