import { describe, expect, it } from 'vitest';
import { preferencesForm, strangersKey, useWeb } from '../support/use-web.ts';

const { web, webWith, everyItem, reader } = useWeb();

describe('links', () => {
  const pages = ['confirm', 'preferences', 'data', 'delete'];

  it('look the same whether the id is unknown, the token wrong or the key damaged', async () => {
    const { key } = await reader();
    const wrong = [strangersKey, `${key.slice(0, 33)}${'A'.repeat(22)}`, key.slice(0, -1), 'x', '%0d%0a'];

    const answersOf = async (page: string) => {
      const answers = await Promise.all(wrong.map(each => web().get(`/r/${each}/${page}`)));
      return Promise.all(answers.map(async answer => `${answer.status} ${await answer.text()}`));
    };
    const answers = await Promise.all(pages.map(answersOf));

    for (const ofPage of answers) expect(new Set(ofPage).size).toBe(1);
    for (const [first] of answers) expect(first).toMatch(/^404 /);
    // Only the page of a confirmation has an answer of its own: such links lapse.
    expect(new Set(answers.flat()).size).toBe(2);
  });

  it.each(['pending', 'active', 'unsubscribed'] as const)(
    'change nothing when they are merely followed, for a reader who is %s',
    async status => {
      const { key } = await reader(status);
      const before = await everyItem();

      for (const page of ['', '/confirm', '/preferences', '/pause', '/unsubscribe', '/data', '/delete']) {
        await web().get(`/r/${key}${page}`);
        await web().app.request(`/r/${key}${page}`, { method: 'HEAD' });
      }
      for (const path of ['/', '/subscriptions', '/days/2026-08-18', '/papers/2608.00001', '/health']) {
        await web().get(path);
      }
      for (const path of ['', '/preferences', '/confirm', '/unsubscribe']) {
        await web().get(`/api/r/${key}${path}`);
      }

      expect(await everyItem()).toBe(before);
    },
  );

  it('never reach the log, and neither does an address', async () => {
    const { address, key } = await reader();
    await web().get(`/r/${key}/preferences`);
    await web().get(`/r/${key}/nothing-here`);
    await web().post(`/r/${key}/preferences`, preferencesForm);

    const log = web().lines.join('\n');
    expect(log).toContain('"route":"/r/:key/preferences"');
    expect(log).not.toContain(key.slice(0, 32));
    expect(log).not.toContain(key.slice(33));
    expect(log).not.toContain(address);
  });
});

describe('every answer', () => {
  const paths = [
    '/',
    '/days/2026-08-18',
    '/papers/2608.00001',
    '/subscriptions',
    '/assets/style.css',
    '/health',
  ];
  const wrong = ['/nope', '/r/x/confirm', `/r/${strangersKey}/preferences`, '/api/nope', '/api/days?from=x'];

  it.each([...paths, ...wrong])('%s carries the security headers', async path => {
    const { headers } = await web().get(path);

    expect(headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Strict-Transport-Security')).toContain('max-age=');
    expect(headers.get('Permissions-Policy')).toContain('camera=()');
    expect(headers.get('Cache-Control')).not.toBeNull();
  });

  it('has neither inline script nor inline style', async () => {
    const { key } = await reader();
    for (const path of ['/', '/days/2026-08-18', `/r/${key}/preferences`, `/r/${key}/delete`, '/nope']) {
      const page = await (await web().get(path)).text();
      expect(page).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/i);
    }
  });

  it('of a reader’s pages is kept by no cache, and of the archive only briefly', async () => {
    const { key } = await reader();

    expect((await web().get(`/r/${key}/preferences`)).headers.get('Cache-Control')).toBe('no-store');
    expect((await web().get('/')).headers.get('Cache-Control')).toBe('public, max-age=120');
    expect((await web().get('/nope')).headers.get('Cache-Control')).toBe('no-store');
  });

  it('is a page or, in the API, a problem, also when something breaks', async () => {
    const broken = webWith({
      archive: {
        ...web().papers,
        getDayRecords: () => Promise.reject(new Error('the table is gone, said admin@example.org')),
      },
    });

    const page = await broken.get('/');
    const problem = await broken.get('/api/days');
    const health = await broken.get('/health');

    expect([page.status, problem.status, health.status]).toEqual([500, 500, 503]);
    expect(await page.text()).not.toContain('table');
    expect(problem.headers.get('Content-Type')).toBe('application/problem+json');
    expect(broken.lines.join('\n')).toContain('the table is gone');
    expect(broken.lines.join('\n')).not.toContain('admin@example.org');
  });
});
