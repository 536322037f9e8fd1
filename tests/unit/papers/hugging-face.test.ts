import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHuggingFaceSource } from '../../../shared/papers/sources/hugging-face.ts';
import { sampleListing } from '../../support/ingest-world.ts';
import { type Fault, type StubUpstream, startStubUpstream } from '../../support/stub-upstream.ts';

let upstream: StubUpstream;
let waits: number[];
beforeEach(async () => {
  waits = [];
  upstream = await startStubUpstream({ directory: sampleListing, today: () => '2026-01-08', largestPage: 4 });
});
afterEach(async () => {
  await upstream.close();
});

function source(options: { token?: string; remaining?: number } = {}) {
  let left = options.remaining ?? 300_000;
  const http = {
    fetch,
    random: () => 0.5,
    sleep: (milliseconds: number) => {
      waits.push(milliseconds);
      left -= milliseconds;
      return Promise.resolve();
    },
  };
  const { token } = options;
  const huggingFace = createHuggingFaceSource(
    { baseUrl: upstream.url, attemptTimeout: 1_500, ...(token !== undefined && { token }) },
    http,
  );
  return (day: string) => huggingFace.readDay(day, () => left);
}

const failing = (...faults: Fault[]) => {
  upstream.fail(/./, ...faults);
};

test('a day is asked for with the largest page, and further pages by the Link header', async () => {
  const reading = await source()('2026-01-07');

  expect(reading).toMatchObject({ kind: 'ok', skipped: [] });
  expect(reading.kind === 'ok' && new Set(reading.entries.map(entry => entry.paperId)).size).toBe(9);
  expect(upstream.requests.map(({ path }) => path)).toEqual([
    '/api/daily_papers?date=2026-01-07&limit=100',
    '/api/daily_papers?date=2026-01-07&limit=4&p=1',
    '/api/daily_papers?date=2026-01-07&limit=4&p=2',
  ]);
});

test('the token goes along when there is one', async () => {
  await source({ token: 'hf_test' })('2026-01-03');
  await source()('2026-01-03');

  expect(upstream.requests.map(({ headers }) => headers['authorization'])).toEqual([
    'Bearer hf_test',
    undefined,
  ]);
});

test('a link to another site is not followed, and said', async () => {
  failing({
    kind: 'status',
    status: 200,
    body: '[{"paper":{"id":"2601.00001"},"title":"A"}]',
    headers: { link: '<https://elsewhere.example/api>; rel="next"' },
  });

  const reading = await source({ token: 'hf_test' })('2026-01-07');

  expect(reading).toMatchObject({
    kind: 'ok',
    entries: [{ paperId: '2601.00001' }],
    skipped: [{ id: '(next page)' }],
  });
  expect(upstream.requests).toHaveLength(1);
});

test('pages without end are given up', async () => {
  const page: Fault = {
    kind: 'status',
    status: 200,
    body: '[{"paper":{"id":"2601.00001"},"title":"A"}]',
    headers: { link: '</api/daily_papers?p=1>; rel="next"' },
  };
  failing(...Array.from({ length: 20 }, () => page));

  expect(await source()('2026-01-07')).toEqual({ kind: 'failed', reason: 'more than 6 pages' });
});

test('a page of more entries than days ever had is given up', async () => {
  upstream.setDay('2026-01-07', JSON.stringify(Array.from({ length: 601 }, () => ({}))));

  const reading = await source()('2026-01-07');

  expect(reading).toEqual({ kind: 'failed', reason: 'more than 600 entries' });
});

test('a weekend is an empty day and the future is no day', async () => {
  expect(await source()('2026-01-03')).toEqual({ kind: 'ok', entries: [], skipped: [] });
  expect(await source()('2026-01-09')).toEqual({ kind: 'no-such-day' });
});

describe('a redirect', () => {
  const redirect = (location: string): Fault => ({ kind: 'status', status: 302, headers: { location } });

  test('within the site is followed', async () => {
    failing(redirect('/api/daily_papers?date=2026-01-07&limit=100'));

    expect(await source()('2026-01-07')).toMatchObject({ kind: 'ok' });
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:9001/2018-06-01/runtime/invocation/next',
    'https://papers.example/api',
    'file:///etc/passwd',
    'http://',
  ])('to %s is not', async location => {
    failing(redirect(location));

    expect(await source({ token: 'secret' })('2026-01-07')).toEqual({
      kind: 'failed',
      reason: 'the answer leads to another site',
    });
    expect(upstream.requests).toHaveLength(1);
  });

  test('that never ends is given up', async () => {
    failing(...Array.from({ length: 20 }, () => redirect('/again')));

    expect(await source()('2026-01-07')).toMatchObject({ kind: 'failed' });
    expect(upstream.requests).toHaveLength(4);
  });
});

describe('what is tried again', () => {
  test.each<[string, Fault]>([
    ['a server error', { kind: 'status', status: 503 }],
    ['a broken connection', { kind: 'reset' }],
    ['no answer in time', { kind: 'hang' }],
    ['an answer that takes too long', { kind: 'slow', milliseconds: 4_000 }],
  ])('%s, after a growing wait', async (_, fault) => {
    failing(fault, fault);

    expect((await source()('2026-01-07')).kind).toBe('ok');
    expect(waits).toEqual([250, 500]);
  });

  test('the rate limit, after the seconds that it tells', async () => {
    failing({ kind: 'rate-limited', resetSeconds: 123 });

    expect((await source()('2026-01-07')).kind).toBe('ok');
    expect(waits).toEqual([123_000]);
  });

  test('not the rate limit that ends after the time that is left', async () => {
    failing({ kind: 'rate-limited', resetSeconds: 123 });

    expect(await source({ remaining: 60_000 })('2026-01-07')).toEqual({
      kind: 'failed',
      reason: 'HTTP 429 (rate limit); no time left to ask again in 123 s',
    });
    expect(waits).toEqual([]);
  });

  test('not for ever', async () => {
    failing(...Array.from({ length: 9 }, () => ({ kind: 'status', status: 500 }) as const));

    expect(await source()('2026-01-07')).toEqual({ kind: 'failed', reason: 'HTTP 500, 5 times' });
    expect(upstream.requests).toHaveLength(5);
  });

  test('nothing without time', async () => {
    expect(await source({ remaining: 0 })('2026-01-07')).toMatchObject({ kind: 'failed' });
    expect(upstream.requests).toHaveLength(0);
  });
});

describe('what fails the day at once', () => {
  test.each<[string, Fault, string]>([
    ['a web page', { kind: 'html' }, 'the answer is not JSON'],
    ['half an answer', { kind: 'half' }, 'the answer is not JSON'],
    ['an object', { kind: 'status', status: 200, body: '{"error":"x"}' }, 'the answer is not a list'],
    ['a refusal', { kind: 'status', status: 403 }, 'HTTP 403'],
    [
      'more than any listing',
      { kind: 'status', status: 200, body: ' '.repeat(9 * 1024 * 1024) },
      'the answer is larger than 8388608 bytes',
    ],
  ])('%s', async (_, fault, reason) => {
    failing(fault);

    expect(await source()('2026-01-07')).toEqual({ kind: 'failed', reason });
    expect(upstream.requests).toHaveLength(1);
  });

  test('a refused next page: the day exists', async () => {
    upstream.fail(/p=1/, { kind: 'status', status: 400 });

    expect(await source()('2026-01-07')).toEqual({ kind: 'failed', reason: 'HTTP 400 for a next page' });
  });

  test('a server that is not there', async () => {
    const huggingFace = createHuggingFaceSource(
      { baseUrl: 'http://127.0.0.1:1' },
      { fetch, random: () => 0, sleep: () => Promise.resolve() },
    );

    expect(await huggingFace.readDay('2026-01-07', () => 60_000)).toMatchObject({ kind: 'failed' });
  });
});
