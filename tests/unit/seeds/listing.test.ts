import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createListingAnswers, NoListingError } from '../../../seeds/listing-answers.ts';
import { type ListingServer, startListingServer } from '../../../seeds/listing-server.ts';
import { isWeekend } from '../../../shared/papers/days.ts';
import { readHuggingFaceEntry } from '../../../shared/papers/sources/hugging-face-entry.ts';
import { savedPageEntries } from '../../../shared/papers/sources/saved-page.ts';
import { hasFixtures, needsFixtures, readSavedPage } from '../../support/fixtures.ts';
import { sampleListing } from '../../support/ingest-world.ts';

const sampleDays = ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'];
const answers = createListingAnswers({ directory: sampleListing, today: () => '2026-01-08' });
const ask = (path: string, from = answers) => from({ url: new URL(path, 'http://127.0.0.1') });
const askDay = (day: string, from = answers) =>
  (JSON.parse(ask(`/api/daily_papers?date=${day}&limit=100`, from).body) as unknown[]).map(value => {
    const read = readHuggingFaceEntry(value, day);
    if (read.kind !== 'entry') throw new Error(read.skipped.problem);
    return read.entry;
  });

describe('the sample', () => {
  const entries = sampleDays.flatMap(day => askDay(day));

  test('has 35 papers on four weekdays, each day by upvotes', () => {
    expect(new Set(entries.map(entry => entry.paperId)).size).toBe(35);
    for (const day of sampleDays) {
      const upvotes = askDay(day).map(entry => entry.upvotes ?? 0);
      expect(upvotes).toEqual(upvotes.toSorted((a, b) => b - a));
      expect(askDay(day).every(entry => entry.day === day)).toBe(true);
    }
  });

  test('has what is hard: no summary, a formula, a hidden author', () => {
    expect(entries.some(({ facts }) => facts.summary === undefined)).toBe(true);
    expect(entries.some(({ facts }) => /\$.*<.*&/.test(facts.abstract ?? ''))).toBe(true);
    expect(entries.some(({ facts }) => (facts.authors?.length ?? 0) < (facts.authorCount ?? 0))).toBe(true);
  });

  test.skipIf(!hasFixtures)(
    `takes titles, dates and author counts from the saved page, and no sentence${needsFixtures}`,
    () => {
      const saved = savedPageEntries(readSavedPage());
      const pageEntries = saved.kind === 'page' ? saved.entries : [];
      const facts = (list: typeof pageEntries) =>
        list
          .map(({ facts: { title, publishedOn, authorCount } }) =>
            [title, publishedOn, authorCount].join(' | '),
          )
          .sort();

      expect(facts(entries)).toEqual(facts(pageEntries));
      const theirs = pageEntries.map(entry => entry.facts.abstract).join(' ');
      const shared = entries.flatMap(({ facts: { abstract = '' } }) => {
        const words = abstract.split(' ');
        return words
          .map((_, at) => words.slice(at, at + 7))
          .filter(run => run.length === 7 && theirs.includes(run.join(' ')));
      });
      expect(shared).toEqual([]);
    },
  );
});

describe('the API’s semantics', () => {
  test('50 entries a page by default, the next page by the Link header until there is none', () => {
    const first = ask('/api/daily_papers?date=2026-01-07&limit=4');
    const last = ask('/api/daily_papers?date=2026-01-07&limit=4&p=2');
    const past = ask('/api/daily_papers?date=2026-01-07&limit=4&p=9');

    expect(first.headers['link']).toBe('</api/daily_papers?date=2026-01-07&limit=4&p=1>; rel="next"');
    expect([first, last, past].map(({ body }) => (JSON.parse(body) as unknown[]).length)).toEqual([4, 1, 0]);
    expect([last, past].map(({ headers }) => headers['link'])).toEqual([undefined, undefined]);
  });

  test.each([
    ['date=2026-01-04', 200, '[]'],
    ['date=2025-06-02', 200, '[]'],
    ['date=2026-01-09', 400, '{"error":"No papers for 2026-01-09 yet"}'],
    ['date=2026-02-30', 400, '{"error":"Invalid date"}'],
    ['date=2026-01-08&limit=0', 400, '{"error":"Invalid limit"}'],
    ['date=2026-01-08&p=-1', 400, '{"error":"Invalid page"}'],
  ])('%s answers %i %s', (query, status, body) => {
    expect(ask(`/api/daily_papers?${query}`)).toMatchObject({ status, body });
  });

  test('without a date: the newest day', () => {
    expect(ask('/api/daily_papers').body).toBe(ask('/api/daily_papers?date=2026-01-08').body);
  });
});

test('a directory without any day is refused', () => {
  const directory = fileURLToPath(new URL('.', import.meta.url));

  expect(() => createListingAnswers({ directory, today: () => '2026-01-08' })).toThrow(NoListingError);
});

describe('the sample moved to another week', () => {
  const moved = (redateTo: string) =>
    createListingAnswers({ directory: sampleListing, today: () => redateTo, redateTo });

  test('ends on the most recent weekday and skips the weekend before', () => {
    const tuesday = moved('2026-11-24');
    const sunday = moved('2026-11-22');

    expect(
      ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-23', '2026-11-24'].map(
        day => askDay(day, tuesday).length,
      ),
    ).toEqual([9, 8, 0, 9, 9]);
    expect(askDay('2026-11-20', sunday).map(entry => entry.paperId)).toEqual(
      askDay('2026-01-08').map(entry => entry.paperId),
    );
    expect(isWeekend('2026-11-22')).toBe(true);
  });

  test('moves every date by the same days', () => {
    const before = askDay('2026-01-08');
    const after = askDay('2026-01-15', moved('2026-01-15'));

    expect(after.every(entry => entry.day === '2026-01-15')).toBe(true);
    const published = (day: string | undefined) => Date.parse(day ?? '');
    after.forEach((entry, index) => {
      const days =
        (published(entry.facts.publishedOn) - published(before[index]?.facts.publishedOn)) / 86_400_000;
      expect(days).toBe(7);
    });
  });
});

describe('the server', () => {
  let server: ListingServer;
  beforeEach(async () => {
    server = await startListingServer({ directory: sampleListing, today: () => '2026-01-08' });
  });
  afterEach(async () => {
    await server.close();
  });

  test('answers over HTTP on the loopback interface and remembers what it was asked', async () => {
    const response = await fetch(`${server.url}/api/daily_papers?date=2026-01-08&limit=100`);

    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await response.json()).toHaveLength(9);
    expect(server.requests).toEqual(['/api/daily_papers?date=2026-01-08&limit=100']);
  });

  test('stands in for arXiv with an empty feed that respects its ETag', async () => {
    const first = await fetch(`${server.url}/rss/cs.CL+cs.LG`);
    const etag = first.headers.get('etag') ?? '';
    const second = await fetch(`${server.url}/rss/cs.CL+cs.LG`, { headers: { 'if-none-match': etag } });

    expect([first.status, second.status]).toEqual([200, 304]);
    expect(await first.text()).toContain('<title>cs.CL+cs.LG updates on arXiv.org</title>');
  });

  test('has nothing else', async () => {
    expect((await fetch(`${server.url}/`)).status).toBe(404);
  });
});
