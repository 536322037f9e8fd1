import { beforeAll, describe, expect, it } from 'vitest';
import { expectWellFormed, readAtom, readJsonFeed } from '../support/feed-reading.ts';
import { findFeedProblems, hasFeedValidator, needsFeedValidator } from '../support/feed-validator.ts';
import { dayListing } from '../support/paper-factories.ts';
import { strangersKey, useWeb } from '../support/use-web.ts';
import { keepListing } from '../support/web.ts';

const { web, webWith, reader, stored } = useWeb();

/** Whatever a source may tell: markup, entities, quotes, what XML does not have, half a pair, formulas. */
const awkward = 'A <b>& "b"</b> ]]> &amp; $x<y$ \u0000\u0008\ufffe\ud800 \u202e’s title';

beforeAll(async () => {
  await keepListing(
    webWith({}).papers,
    dayListing('2026-08-14', [
      {
        id: '2608.00009',
        title: awkward,
        abstract: `${awkward} about diffusion models.`,
        authors: ['Bo <Sample>', awkward],
        keywords: ['R&D', ''],
        categories: ['cs.CL'],
        organization: { name: 'toys', fullName: 'Toys & Sons' },
        upvotes: 4,
        comments: 2,
        codeUrl: 'https://code.example.org/?a=1&b="2"',
        projectUrl: 'javascript:alert(1)',
      },
      {
        id: 'math/0309136',
        title: 'Ricci flow',
        upvotes: 3,
        firstSeenAt: '2026-08-16T10:00:00.000Z',
        late: true,
      },
      // Listed again on the 17th.
      { id: '2608.00001', title: 'Yesterday', upvotes: 2 },
    ]),
  );
});

const text = async (path: string) => (await web().get(path)).text();
const publicFeeds = ['/feeds/today', '/feeds/week', '/feeds/search'].map(path =>
  path.endsWith('search') ? ([path, '?q=diffusion+model'] as const) : ([path, ''] as const),
);

/** What the validator doubts and is right: a day's papers enter at once; the awkward texts have U+FFFD and tags in them. */
const doubts = ['DuplicateUpdated', 'BadCharacters', 'ContainsHTML', 'ContainsUndeclaredHTML'];

describe('feeds for everybody', () => {
  it.each(publicFeeds)('%s is good Atom and good JSON Feed, with the same papers', async (path, query) => {
    const written = await text(`${path}.atom${query}`);
    const atom = readAtom(written);
    const json = readJsonFeed(await text(`${path}.json${query}`));

    expectWellFormed([written]);
    expect(atom.link.find(link => link['@rel'] === 'self')?.['@href']).toBe(
      `https://papers.example.org${path}.atom${query}`,
    );
    expect(json.feed_url).toBe(`https://papers.example.org${path}.json${query}`);
    expect(json.items.map(({ id }) => id)).toEqual(atom.entry.map(({ id }) => id));
    expect(atom.entry.length).toBeGreaterThan(0);
    expect(new Set(atom.entry.map(({ id }) => id)).size).toBe(atom.entry.length);
    expect(atom.updated).toBe(json._daily_papers.updated);
  });

  it.skipIf(!hasFeedValidator).each(publicFeeds)(
    `%s passes the W3C’s validator${needsFeedValidator}`,
    async (path, query) => {
      const atom = await text(`${path}.atom${query}`);

      const problems = findFeedProblems(atom, `https://papers.example.org${path}.atom${query}`);

      expect(problems.filter(problem => !doubts.includes(problem))).toEqual([]);
    },
  );

  it('tell of the newest day each paper with upvotes, reason, summary and links', async () => {
    const { items } = readJsonFeed(await text('/feeds/today.json'));

    const [first] = items;
    expect(items.map(({ title }) => title)).toEqual(['First', 'Second', 'Nowhere yet']);
    expect(first).toMatchObject({
      id: 'tag:papers.example.org,2026:paper/2608.00003',
      url: 'https://huggingface.co/papers/2608.00003',
      summary: 'We show a toy. It works.',
      date_published: '2026-08-18T06:00:00.000Z',
      date_modified: '2026-08-18T08:00:00.000Z',
      _daily_papers: { reason: '#1 of 3 by upvotes', day: '2026-08-18', upvotes: 9, comments: 0 },
    });
    expect(first?.content_html).toContain('#1 of 3 by upvotes · 9 upvotes');
    expect(first?.content_html).toContain('<a href="https://github.com/example/first">Code</a>');
  });

  it('hold the week’s papers once each, the newest day first, late ones by when they came', async () => {
    const { entry } = readAtom(await text('/feeds/week.atom'));

    expect(entry.map(({ id }) => id.replace(/.*paper\//, ''))).toEqual([
      '2608.00003',
      '2608.00002',
      'title-0123456789abcdef',
      '2608.00001',
      '2608.00009',
      'math/0309136',
    ]);
    expect(entry.at(-1)).toMatchObject({ updated: '2026-08-16T10:00:00.000Z' });
    expect(entry.at(-2)?.content['#text']).toContain('on Friday 14 August');
  });

  it('show what a source wrote as text, whatever it wrote', async () => {
    const { entry } = readAtom(await text('/feeds/week.atom'));
    const { items } = readJsonFeed(await text('/feeds/week.json'));

    const shown = 'A <b>& "b"</b> ]]> &amp; $x<y$ \ufffd ’s title';
    const found = entry.find(({ id }) => id.endsWith('2608.00009'));
    expect(found?.title['#text']).toBe(shown);
    expect(found?.author?.map(({ name }) => name)).toEqual(['Bo <Sample>', shown]);
    expect(found?.category?.map(category => category['@term'])).toEqual(['cs.CL', 'R&D']);
    expect(found?.link.map(link => link['@href'])).toContain('https://code.example.org/?a=1&b=%222%22');
    expect(found?.content['#text']).toContain('A &lt;b&gt;&amp; &quot;b&quot;&lt;/b&gt; ]]&gt; &amp;amp;');
    expect(JSON.stringify([entry, items])).not.toContain('javascript:');
    expect(items.find(({ id }) => id.endsWith('2608.00009'))?.title).toBe(shown);
  });

  it('search in stems, across hyphens and case, and say where it stands', async () => {
    const found = readJsonFeed(await text('/feeds/search.json?q=Diffusion-Model'));

    expect(found.items.map(({ _daily_papers: { reason } }) => reason)).toEqual([
      '“Diffusion-Model” in the abstract',
    ]);
    expect(readJsonFeed(await text('/feeds/search.json?q=quaternion')).items).toEqual([]);
  });

  it.each(['', '?q=', '?q=%20%3F', `?q=${'x'.repeat(81)}`])('refuse to search for %j', async query => {
    const answer = await web().get(`/feeds/search.atom${query}`);

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('There is no feed of this');
  });

  it('answer 304 to who has the tag, or else the date, and 200 after a vote', async () => {
    const first = await web().get('/feeds/today.atom');
    const [tag, date] = [first.headers.get('ETag')!, first.headers.get('Last-Modified')!];
    const ask = (headers: Record<string, string>) => web().app.request('/feeds/today.atom', { headers });

    const again = await ask({ 'If-None-Match': tag, 'If-Modified-Since': 'Tue, 01 Jan 2030 00:00:00 GMT' });
    const since = await ask({ 'If-Modified-Since': date });
    const before = await ask({ 'If-Modified-Since': 'Mon, 17 Aug 2026 08:00:00 GMT' });
    const otherTag = await ask({ 'If-None-Match': '"other"', 'If-Modified-Since': date });
    const nonsense = await ask({ 'If-Modified-Since': 'yesterday' });

    expect(tag).toMatch(/^"[0-9a-f]{40}"$/);
    expect(date).toBe('Tue, 18 Aug 2026 08:00:00 GMT');
    expect(first.headers.get('Cache-Control')).toBe('public, max-age=900');
    expect([again, since, before, otherTag, nonsense].map(({ status }) => status)).toEqual([
      304, 304, 200, 200, 200,
    ]);
    expect([await again.text(), again.headers.get('ETag'), again.headers.get('Cache-Control')]).toEqual([
      '',
      tag,
      'public, max-age=900',
    ]);
  });

  it('read each day once in five minutes, however often they are asked for', async () => {
    await text('/feeds/today.atom');
    const before = web().lines.length;

    await keepListing(web().papers, dayListing('2026-08-13', [{ id: '2608.00099', title: 'New' }]));
    const kept = await text('/feeds/week.json');
    web().setNow(new Date('2026-08-18T10:05:01.000Z'));
    const readAgain = await text('/feeds/week.json');

    expect(web().lines.length).toBe(before + 2);
    expect([kept.includes('2608.00099'), readAgain.includes('2608.00099')]).toEqual([false, true]);
  });
});

describe('the page of feeds', () => {
  it('names them, and is found by feed readers on every public page', async () => {
    for (const path of ['/', '/days/2026-08-18', '/papers/2608.00003', '/feeds']) {
      const page = await text(path);
      expect(page).toContain(
        '<link rel="alternate" type="application/atom+xml" title="Daily Papers" href="/feeds/today.atom">',
      );
      expect(page).toContain(
        'type="application/feed+json" title="Daily Papers: the week" href="/feeds/week.json"',
      );
    }
  });

  it('makes a feed of a word, and says what is wrong with one', async () => {
    const made = await text('/feeds?q=diffusion+%26+models');
    const found = await text('/feeds?q=diffusion');
    const wrong = await web().get('/feeds?q=%3F');

    expect(made).toContain('href="/feeds/search.atom?q=diffusion+%26+models"');
    expect(found).toContain('1 paper at present');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('Write at least one letter or digit.');
  });
});

describe('a reader’s own feed', () => {
  const rules = {
    include: { phrases: ['diffusion model'], authors: ['Bo <Sample>'] },
    exclude: { phrases: ['second'] },
    minUpvotes: 2,
    fillUp: true,
  };

  it('holds what daily digests by the reader’s rules would have brought, with reasons, each paper once', async () => {
    const { key, address } = await reader();
    const before = readJsonFeed(await text(`/r/${key}/feed.json`));
    await web().json('PUT', `/api/r/${key}/rules`, rules);

    const atom = readAtom(await text(`/r/${key}/feed.atom`));
    const { items, feed_url: url } = readJsonFeed(await text(`/r/${key}/feed.json`));

    const reasons = Object.fromEntries(
      items.map(({ id, _daily_papers: { reason } }) => [id.replace(/.*paper\//, ''), reason]),
    );
    expect(before.items.length).toBeGreaterThan(items.length);
    expect(reasons).toEqual({
      '2608.00003': '#1 of 3 by upvotes',
      '2608.00001': '#3 of 3 by upvotes',
      '2608.00009': 'by Bo <Sample>, whom you follow · “diffusion model” in the abstract',
      'math/0309136': '#2 of 3 by upvotes',
    });
    expect(atom.entry.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect(url).toBe(`https://papers.example.org/r/${key}/feed.json`);
    expect(atom.id).toBe(`tag:papers.example.org,2026:feed/reader/${(await stored(address))!.id}`);
  });

  it('is new to every feed reader when the rules change, though no paper entered it', async () => {
    const { key } = await reader();
    await web().json('PUT', `/api/r/${key}/rules`, rules);
    const first = await web().get(`/r/${key}/feed.atom`);
    const before = readAtom(await first.text());
    web().setNow(new Date('2026-08-18T11:30:00.000Z'));
    await web().json('PUT', `/api/r/${key}/rules`, { ...rules, fillUp: false });

    const date = first.headers.get('Last-Modified') ?? new Date('2026-08-18T11:45:00Z').toUTCString();
    const ask = (headers: Record<string, string>) => web().app.request(`/r/${key}/feed.atom`, { headers });
    const [bySince, byTag] = [
      await ask({ 'If-Modified-Since': date }),
      await ask({ 'If-None-Match': first.headers.get('ETag')! }),
    ];

    expect([bySince.status, byTag.status]).toEqual([200, 200]);
    const after = readAtom(await bySince.text());
    expect(after.entry.length).toBeLessThan(before.entry.length);
    expect([before.updated, after.updated]).toEqual(['2026-08-18T11:00:00.000Z', '2026-08-18T11:30:00.000Z']);
    expect(first.headers.get('Last-Modified')).toBeNull();
  });

  it.skipIf(!hasFeedValidator)(`passes the W3C’s validator${needsFeedValidator}`, async () => {
    const { key } = await reader();

    const problems = findFeedProblems(
      await text(`/r/${key}/feed.atom`),
      `https://papers.example.org/r/${key}/feed.atom`,
    );

    expect(problems.filter(problem => !doubts.includes(problem))).toEqual([]);
  });

  it('is private, found by no search engine, in no log, and closed to strangers', async () => {
    const { key } = await reader();

    const answer = await web().get(`/r/${key}/feed.atom`);
    const again = await web().app.request(`/r/${key}/feed.atom`, {
      headers: { 'If-None-Match': answer.headers.get('ETag')! },
    });
    const strange = await web().get(`/r/${strangersKey}/feed.atom`);

    expect(answer.headers.get('Cache-Control')).toBe('private, max-age=900');
    expect(answer.headers.get('X-Robots-Tag')).toBe('noindex');
    expect([again.status, strange.status]).toEqual([304, 404]);
    expect(strange.headers.get('Cache-Control')).toBe('no-store');
    expect(web().lines.join()).not.toContain(key.slice(33));
    expect(web().lines.join()).toContain('/r/:key/feed.atom');
  });

  it('is named on the preferences page, and goes on when the mail has ended', async () => {
    const { key } = await reader('unsubscribed');

    const page = await text(`/r/${key}/preferences`);
    const feed = await web().get(`/r/${key}/feed.json`);

    expect(page).toContain(`href="/r/${key}/feed.atom"`);
    expect(page).toContain(
      '<link rel="alternate" type="application/atom+xml" title="Daily Papers: your papers"',
    );
    expect(feed.status).toBe(200);
  });
});
