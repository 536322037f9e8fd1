import { describe, expect, it } from 'vitest';
import { useWeb } from '../support/use-web.ts';

const { web } = useWeb();

describe('the archive', () => {
  it('shows the newest settled listing, best first, with the sign-up form', async () => {
    const page = await (await web().get('/')).text();

    expect(page).toContain('Tuesday 18 August 2026');
    expect(page.indexOf('First')).toBeLessThan(page.indexOf('Second'));
    expect(page).toContain('action="/subscriptions"');
    expect(page).toContain('href="https://github.com/example/first"');
  });

  it('links papers to https places only, and a paper that has no id yet to nowhere', async () => {
    const page = await (await web().get('/days/2026-08-18')).text();

    expect(page).toContain('https://arxiv.org/abs/2608.00003');
    expect(page).toContain('https://huggingface.co/papers/2608.00003');
    expect(page).not.toContain('javascript:');
    expect(page).not.toContain('papers/title-0123456789abcdef" rel');
    expect(page).toContain('href="/papers/title-0123456789abcdef"');
  });

  it('escapes what sources wrote', async () => {
    const page = await (await web().get('/papers/2608.00001')).text();

    expect(page).toContain('Yesterday &lt;b&gt;&amp; &quot;all&quot;&lt;/b&gt;');
    expect(page).not.toContain('<b>');
  });

  it('leads from day to day', async () => {
    const page = await (await web().get('/days/2026-08-17')).text();

    expect(page).toContain('rel="next" href="/days/2026-08-18"');
    expect(page).not.toContain('rel="prev"');
  });

  it.each(['2608.00001v2', 'arXiv:2608.00001', 'ARXIV:2608.00001v1'])(
    'leads from %s to the paper itself',
    async id => {
      const answer = await web().get(`/papers/${id}`);

      expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/papers/2608.00001']);
    },
  );

  it('leads from the id that a title gave to the paper whose arXiv id became known', async () => {
    const id = 'title-fedcba9876543210';
    await web().papers.putAlias({ id, mergedInto: '2608.00002' }, undefined);

    const answer = await web().get(`/papers/${id}`);

    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/papers/2608.00002']);
  });

  it.each([
    '/days/2026-02-30',
    '/days/%E0%A4%A',
    '/days/2026-08-30',
    '/days/x',
    '/papers/2608.99999',
    '/papers/math/0309136',
    '/nope',
  ])('has no page at %s', async path => {
    expect((await web().get(path)).status).toBe(404);
  });

  it('has no paper whose id is longer than a key may be', async () => {
    const id = 'a'.repeat(3_000);

    const answers = [await web().get(`/papers/${id}`), await web().get(`/api/papers/${id}`)];

    expect(answers.map(answer => answer.status)).toEqual([404, 404]);
  });

  it('is there as JSON too', async () => {
    const days = (await (await web().get('/api/days')).json()) as { days: { day: string }[] };
    const day = (await (await web().get('/api/days/2026-08-18')).json()) as Record<string, unknown>;
    const paper = (await (await web().get('/api/papers/2608.00003')).json()) as Record<string, unknown>;

    expect(days.days.map(each => each.day)).toEqual(['2026-08-17', '2026-08-18']);
    expect(day).toMatchObject({ status: 'settled', previous: '2026-08-17', next: null });
    expect(paper).toMatchObject({ title: 'First', days: ['2026-08-18'], newestEntry: { upvotes: 9 } });
  });

  it.each(['from=x', 'to=2026-02-30', 'from=2020-01-01', 'from=2026-08-18&to=2026-08-17'])(
    'says what is wrong with ?%s',
    async query => {
      const answer = await web().get(`/api/days?${query}`);

      expect(answer.status).toBe(400);
      expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    },
  );
});

it('reports its health', async () => {
  const answer: unknown = await (await web().get('/health')).json();

  expect(answer).toEqual({
    status: 'ok',
    version: '0.0.0-test',
    time: '2026-08-18T10:00:00.000Z',
    newestSettledDay: '2026-08-18',
  });
});

it('serves what its pages ask for', async () => {
  const page = await (await web().get('/')).text();
  const urls = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, url = '']) => url);

  const answers = await Promise.all(urls.map(url => web().get(url.replaceAll('&amp;', '&'))));

  expect(answers.map(answer => answer.status)).toEqual([200, 200, 200]);
});

it('lets browsers keep an asset for ever under the address that names its content, and under no other', async () => {
  const page = await (await web().get('/')).text();
  const [, url = ''] = /href="(\/assets\/style\.css[^"]+)"/.exec(page) ?? [];

  const kept = await web().get(url);
  const others = await Promise.all(
    ['/assets/style.css', '/assets/style.css?v=0123456789ab'].map(path => web().get(path)),
  );

  expect(kept.headers.get('Cache-Control')).toContain('immutable');
  // Two versions answer for a moment while one replaces the other.
  expect(others.map(answer => answer.headers.get('Cache-Control'))).toEqual(['no-store', 'no-store']);
});
