import { describe, expect, it } from 'vitest';
import { slotOf } from '../../shared/subscribers/slots.ts';
import { preferencesForm, strangersKey, useWeb } from '../support/use-web.ts';

const { web, reader, stored } = useWeb();

const pageOf = async (answer: Promise<Response>) => (await answer).text();

const hiddenFields = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>;

describe('the rhythm of a reader', () => {
  it('can be working days only, with a note on quiet days', async () => {
    const { address, key } = await reader();
    const wish = { ...preferencesForm, frequency: 'weekdays', quietNote: 'true' };

    const page = await pageOf(web().post(`/r/${key}/preferences`, wish));

    const { id, preferences } = (await stored(address))!;
    expect(page).toContain('Monday to Friday, when there are papers, at 20:00 Lima time');
    expect(page).toMatch(/name="quietNote" value="true" checked/);
    expect(preferences).toMatchObject({ frequency: 'weekdays', quietNote: true });
    const { readers } = await web().slots.pageSlot(slotOf({ id, preferences }), { limit: 100 });
    expect(readers).toContainEqual({ id, frequency: 'weekdays' });
  });

  it('loses the note when its box is left empty, and keeps it empty beside a problem', async () => {
    const { address, key } = await reader();
    await web().post(`/r/${key}/preferences`, { ...preferencesForm, quietNote: 'true' });

    const refused = await pageOf(web().post(`/r/${key}/preferences`, { ...preferencesForm, maxPapers: '0' }));
    await web().post(`/r/${key}/preferences`, preferencesForm);

    expect(refused).not.toMatch(/name="quietNote" value="true" checked/);
    expect((await stored(address))!.preferences).not.toHaveProperty('quietNote');
  });

  it('is explained wherever an hour is chosen: which day’s list it brings', async () => {
    const { key } = await reader('pending');
    const meaning = 'At 07:00 in Berlin you get the list of the day before; from 10:00';

    const home = await pageOf(web().get('/'));
    const confirming = await pageOf(web().get(`/r/${key}/confirm`));
    const confirmed = await pageOf(web().post(`/r/${key}/confirm`));
    const preferences = await pageOf(web().get(`/r/${key}/preferences`));

    expect(home).toContain('A day’s list is complete soon after 08:05 UTC');
    for (const page of [confirming, confirmed, preferences]) expect(page).toContain(meaning);
  });
});

describe('the mail’s links to less mail', () => {
  const links = ['pause-week', 'weekly', 'fewer'] as const;

  it.each(links)('%s opens a page with one button and changes nothing by itself', async link => {
    const { address, key } = await reader();
    const before = await stored(address);

    const page = await pageOf(web().get(`/r/${key}/${link}`));

    expect(page.match(/<button/g)).toHaveLength(1);
    expect(page).toContain(`action="/r/${key}/${link}"`);
    expect(await stored(address)).toEqual(before);
  });

  it('pause for a week by the reader’s calendar, however often the button is pressed', async () => {
    const { address, key } = await reader();

    const page = await pageOf(web().get(`/r/${key}/pause-week`));
    const first = await pageOf(web().post(`/r/${key}/pause-week`));
    const second = await pageOf(web().post(`/r/${key}/pause-week`));

    for (const each of [page, first, second]) expect(each).toContain('datetime="2026-08-25"');
    expect(first).toContain('Paused for a week');
    expect((await stored(address))!.preferences.pausedUntil).toBe('2026-08-25');
  });

  it('pause a weekly reader for the next digest, and say which it is', async () => {
    const { address, key } = await reader();
    const weekly = {
      ...preferencesForm,
      zone: 'Europe/Berlin',
      hour: '7',
      frequency: 'weekly',
      weekday: '2',
    };
    await web().post(`/r/${key}/preferences`, weekly);

    // Tuesday 18 August, hours after the mail of seven.
    const page = await pageOf(web().get(`/r/${key}/pause-week`));
    const done = await pageOf(web().post(`/r/${key}/pause-week`));

    const words =
      /The digest of <time datetime="2026-08-25">.*The next one is that of <time datetime="2026-09-01">/;
    for (const each of [page, done]) expect(each).toMatch(words);
    expect((await stored(address))!.preferences.pausedUntil).toBe('2026-09-01');
  });

  it('do not shorten a pause that lasts longer', async () => {
    const { address, key } = await reader();
    await web().post(`/r/${key}/preferences`, { ...preferencesForm, pausedUntil: '2026-10-01' });

    const page = await pageOf(web().post(`/r/${key}/pause-week`));

    expect(page).toContain('paused already');
    expect((await stored(address))!.preferences.pausedUntil).toBe('2026-10-01');
  });

  it('switch to weekly, and move the reader in the index', async () => {
    const { address, key } = await reader();

    const page = await pageOf(web().post(`/r/${key}/weekly`));

    const { id, preferences } = (await stored(address))!;
    expect(page).toContain('Every Monday, at 07:00 Berlin time');
    const { readers } = await web().slots.pageSlot(slotOf({ id, preferences }), { limit: 100 });
    expect(readers).toContainEqual({ id, frequency: 'weekly-1' });
    expect(await pageOf(web().get(`/r/${key}/weekly`))).toContain('once a week already');
  });

  it('halve the papers down to three, to the number that the button named', async () => {
    const { address, key } = await reader();
    const papersAfter = async (papers: string) => {
      await web().post(`/r/${key}/fewer`, { papers });
      return (await stored(address))!.preferences.maxPapers;
    };

    const page = await pageOf(web().get(`/r/${key}/fewer`));

    expect(page).toContain('name="papers" value="10"');
    expect([await papersAfter('10'), await papersAfter('10'), await papersAfter('20')]).toEqual([10, 10, 10]);
    expect([await papersAfter('5'), await papersAfter('3')]).toEqual([5, 3]);
    expect(await pageOf(web().get(`/r/${key}/fewer`))).toContain('few papers already');
    expect((await web().post(`/r/${key}/fewer`, { papers: '0' })).status).toBe(400);
    expect((await web().post(`/r/${key}/fewer`)).status).toBe(400);
  });

  it.each([
    ['with a note on quiet days', { quietNote: 'true' }],
    ['without one', {}],
    ['with a pause that lasts', { quietNote: 'true', pausedUntil: '2026-08-20' }],
  ])(
    'can be undone by one button, its field as it was, %s; what was changed since stays',
    async (_, wish) => {
      const { address, key } = await reader();
      const chosen = { ...preferencesForm, frequency: 'weekdays', ...wish };
      const undone = [];

      for (const link of links) {
        await web().post(`/r/${key}/preferences`, chosen);
        const before = (await stored(address))!.preferences;
        const done = await pageOf(web().post(`/r/${key}/${link}`, { papers: '3' }));
        await web().json('PUT', `/api/r/${key}/rules`, { include: { phrases: ['diffusion'] } });
        const hour = link === 'weekly' ? '21' : '22';
        await web().json('PUT', `/api/r/${key}/preferences`, {
          ...(await stored(address))!.preferences,
          hour,
        });
        const answer = await pageOf(web().post(`/r/${key}/${link}/undo`, hiddenFields(done)));
        expect(answer).toContain('<h1>Undone</h1>');
        undone.push({ before, after: (await stored(address))!.preferences });
      }

      for (const { before, after } of undone) {
        expect(after).toEqual({ ...before, hour: after.hour, rules: after.rules });
        expect([21, 22]).toContain(after.hour);
        expect(after.rules?.include.phrases).toEqual(['diffusion']);
      }
    },
  );

  it('are not undone over a later choice of the same field, and the page says so', async () => {
    const { address, key } = await reader();
    const done = await pageOf(web().post(`/r/${key}/fewer`, { papers: '10' }));
    await web().post(`/r/${key}/preferences`, { ...preferencesForm, maxPapers: '7' });

    const answer = await pageOf(web().post(`/r/${key}/fewer/undo`, hiddenFields(done)));

    expect(answer).toContain('There is nothing to undo');
    expect((await stored(address))!.preferences).toMatchObject({ maxPapers: 7, hour: 20 });
    expect((await web().post(`/r/${key}/fewer/undo`)).status).toBe(400);
  });

  it.each(links)('%s is closed to who gets no digests, and to strangers', async link => {
    const { key } = await reader('unsubscribed');

    const answers = [
      await web().get(`/r/${key}/${link}`),
      await web().post(`/r/${key}/${link}`, { papers: '3' }),
      await web().get(`/r/${strangersKey}/${link}`),
      await web().post(`/r/${strangersKey}/${link}`, { papers: '3' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([409, 409, 404, 404]);
  });
});
