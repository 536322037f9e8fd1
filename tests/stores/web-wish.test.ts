import { beforeAll, describe, expect, it } from 'vitest';
import { dayListing } from '../support/paper-factories.ts';
import { strangersKey, useWeb } from '../support/use-web.ts';
import { keepListing } from '../support/web.ts';

const { web, webWith, reader, stored } = useWeb();

beforeAll(async () => {
  const keywords = ['diffusion <models>', 'image editing'];
  await keepListing(
    webWith({}).papers,
    dayListing('2026-08-14', [
      {
        id: 'math/0309136',
        title: 'Ricci <i>flow</i>',
        keywords,
        submitter: { name: 'gus', fullName: 'Gus & Co' },
      },
      { id: '2608.00011', keywords },
      ...Array.from({ length: 12 }, (_, number) => ({ id: `2608.1${String(number).padStart(4, '0')}` })),
    ]),
  );
});

const paper = 'math/0309136';
const pageOf = async (answer: Promise<Response>) => (await answer).text();
const tickedIn = (page: string) => [...page.matchAll(/value="([^"]*)" checked/g)].map(([, value]) => value);
const rulesOf = async (address: string) => (await stored(address))!.preferences.rules;

describe('more like this', () => {
  it('proposes what the rules could ask for, the likeliest ticked, and changes nothing by itself', async () => {
    const { address, key } = await reader();
    const before = await stored(address);

    const page = await pageOf(web().get(`/r/${key}/more/${paper}`));

    expect(page).toContain('Ricci &lt;i&gt;flow&lt;/i&gt;');
    expect(tickedIn(page)).toEqual([
      'include.phrases:diffusion &lt;models&gt;',
      'include.phrases:image editing',
    ]);
    expect(page).toContain('value="include.authors:Ada Example"');
    expect(page).toMatch(/“image editing” <span class="quiet">in 2 of the last \d+ papers/);
    expect(page.match(/<button/g)).toHaveLength(1);
    expect(page).toContain(`action="/r/${key}/more/${paper}"`);
    expect(await stored(address)).toEqual(before);
  });

  it('adds what is ticked, once however often, and says what holds now', async () => {
    const { address, key } = await reader();
    const ticked = { 'change-0': 'include.phrases:image editing', 'change-2': 'include.authors:Ada Example' };

    const done = await pageOf(web().post(`/r/${key}/more/${paper}`, ticked));
    await web().post(`/r/${key}/more/${paper}`, ticked);

    expect(done).toContain('Asked for from now on: “image editing”.');
    expect(done).toContain('Papers for 1 word or phrase and 1 author');
    expect(await rulesOf(address)).toMatchObject({
      include: { phrases: ['image editing'], authors: ['Ada Example'] },
    });
    expect(await pageOf(web().get(`/r/${key}/more/${paper}`))).toContain(
      'You ask for these already: “image editing”',
    );
  });

  it('can be undone by one button', async () => {
    const { address, key } = await reader();
    await web().json('PUT', `/api/r/${key}/rules`, { include: { phrases: ['robots'] }, minUpvotes: 2 });
    const before = await rulesOf(address);
    const done = await pageOf(web().post(`/r/${key}/more/${paper}`, { a: 'include.phrases:image editing' }));

    const fields = [...done.matchAll(/type="hidden" name="([\w.-]+)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name, value],
    );
    await web().json('PUT', `/api/r/${key}/rules`, {
      include: { phrases: ['robots', 'image editing', 'since'] },
      minUpvotes: 4,
    });
    const undo = () =>
      pageOf(web().post(`/r/${key}/more/${paper}`, Object.fromEntries(fields) as Record<string, string>));
    const undone = await undo();

    expect(undone).toContain('<h1>Undone</h1>');
    expect(await rulesOf(address)).toEqual({
      ...before,
      include: { ...before!.include, phrases: ['robots', 'since'] },
      minUpvotes: 4,
    });
    expect(await undo()).toContain('There is nothing to undo');
  });

  it('says so when there are terms enough, keeps the ticks and changes nothing', async () => {
    const { address, key } = await reader();
    const phrases = Array.from({ length: 50 }, (_, number) => `term ${number}`);
    await web().json('PUT', `/api/r/${key}/rules`, { include: { phrases } });

    const answer = await web().post(`/r/${key}/more/${paper}`, {
      'change-1': 'include.phrases:image editing',
    });

    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('50 is the most');
    expect(tickedIn(page)).toEqual(['include.phrases:image editing']);
    expect((await rulesOf(address))?.include.phrases).toEqual(phrases);
  });

  it('asks for a tick when there is none', async () => {
    const { key } = await reader();

    const answer = await web().post(`/r/${key}/more/${paper}`);

    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Tick at least one box.');
  });
});

describe('not for me', () => {
  it('leaves out what is ticked, and no longer asks for what was asked for', async () => {
    const { address, key } = await reader();
    await web().json('PUT', `/api/r/${key}/rules`, { include: { phrases: ['image editing', 'robots'] } });

    const page = await pageOf(web().get(`/r/${key}/less/${paper}`));
    const done = await pageOf(
      web().post(`/r/${key}/less/${paper}`, {
        'change-1': 'drop.phrases:image editing',
        'change-2': 'exclude.submitters:Gus & Co',
      }),
    );

    expect(page).toContain('stop asking for “image editing”');
    expect(page).toContain('what Gus &amp; Co suggests');
    expect(tickedIn(page)).toEqual(['drop.phrases:image editing']);
    expect(done).toContain('Left out from now on: what Gus &amp; Co suggests.');
    expect(await rulesOf(address)).toMatchObject({
      include: { phrases: ['robots'] },
      exclude: { submitters: ['Gus & Co'] },
    });
  });
});

describe('not for me, of a paper that a follow brings', () => {
  it('offers to stop following, and does not claim success while the follow stands', async () => {
    const { address, key } = await reader();
    await web().json('PUT', `/api/r/${key}/rules`, { include: { authors: ['Ada Example'] } });

    const page = await pageOf(web().get(`/r/${key}/less/${paper}`));
    const left = await pageOf(web().post(`/r/${key}/less/${paper}`, { a: 'exclude.phrases:image editing' }));
    const dropped = await pageOf(web().post(`/r/${key}/less/${paper}`, { a: 'drop.authors:Ada Example' }));

    expect(tickedIn(page)).toEqual(['drop.authors:Ada Example']);
    expect(page).toContain('stop following Ada Example');
    expect(left).not.toContain('You will get less like this');
    expect(left).toContain('still come, for you ask for papers by Ada Example');
    expect(dropped).toContain('You will get less like this');
    expect((await rulesOf(address))?.include.authors).toEqual([]);
  });
});

describe('both', () => {
  it.each(['more', 'less'])(
    '%s is closed to strangers, to who gets no digests, and of papers that there are not',
    async wish => {
      const { key } = await reader();
      const gone = await reader('unsubscribed');
      const tick = { a: 'include.phrases:x' };

      const answers = [
        await web().get(`/r/${strangersKey}/${wish}/${paper}`),
        await web().post(`/r/${strangersKey}/${wish}/${paper}`, tick),
        await web().get(`/r/${gone.key}/${wish}/${paper}`),
        await web().post(`/r/${gone.key}/${wish}/${paper}`, tick),
        await web().get(`/r/${key}/${wish}/2608.99999`),
        await web().get(`/r/${key}/${wish}/..%2Fpreferences`),
      ];

      expect(answers.map(({ status }) => status)).toEqual([404, 404, 409, 409, 404, 404]);
    },
  );
});
