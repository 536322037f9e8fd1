import { describe, expect, it } from 'vitest';
import { slotOf } from '../../shared/subscribers/slots.ts';
import { preferencesForm, strangersKey, useWeb } from '../support/use-web.ts';

const { web, everyItem, reader, stored } = useWeb();

describe('confirming', () => {
  it('makes the reader active, and says so again the second time', async () => {
    const { address, key } = await reader('pending');

    const first = await (await web().post(`/r/${key}/confirm`)).text();
    const second = await web().post(`/r/${key}/confirm`);

    expect(first).toContain('You are subscribed');
    expect(second.status).toBe(200);
    expect(await second.text()).toContain('You are subscribed already');
    expect(await stored(address)).toMatchObject({ status: 'active' });
  });

  it('tells who has no rules yet that they may say which papers they want', async () => {
    const { key } = await reader('pending');

    const first = await (await web().post(`/r/${key}/confirm`)).text();
    await web().json('PUT', `/api/r/${key}/rules`, { include: { phrases: ['diffusion'] } });
    const later = await (await web().post(`/r/${key}/confirm`)).text();

    expect(first).toContain(`<a href="/r/${key}/rules">say which papers you want</a>`);
    expect(later).not.toContain('say which papers you want');
  });

  it('says from the eighth day on that the link has lapsed, and where a new one is to be had', async () => {
    const { key } = await reader('pending');
    web().setNow(new Date('2026-08-25T10:00:01.000Z'));

    const answers = [
      await web().get(`/r/${key}/confirm`),
      await web().post(`/r/${key}/confirm`),
      await web().json('POST', `/api/r/${key}/confirm`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const texts = await Promise.all(answers.map(answer => answer.text()));
    for (const text of texts) {
      expect(text).toContain('works for 7 days');
      expect(text).not.toContain('your latest mail');
    }
    for (const page of texts.slice(0, 2)) expect(page).toContain('<a href="/#sign-up">Sign up again</a>');
  });

  it('does not bring back who has unsubscribed', async () => {
    const { address, key } = await reader('unsubscribed');

    const answer = await web().post(`/r/${key}/confirm`);

    expect(answer.status).toBe(409);
    expect(await stored(address)).toMatchObject({ status: 'unsubscribed' });
  });

  it('works in the API', async () => {
    const { key } = await reader('pending');

    const first: unknown = await (await web().json('POST', `/api/r/${key}/confirm`)).json();
    const second: unknown = await (await web().json('POST', `/api/r/${key}/confirm`)).json();

    expect([first, second]).toEqual([
      { status: 'active', already: false },
      { status: 'active', already: true },
    ]);
  });
});

describe('preferences', () => {
  it('are saved, said in words, and move the reader to another slot', async () => {
    const { address, key } = await reader();

    const page = await (await web().post(`/r/${key}/preferences`, preferencesForm)).text();

    const { id, preferences } = (await stored(address))!;
    expect(page).toContain('Every Friday, at 20:00 Lima time, up to 7 papers.');
    expect(preferences).toEqual({
      hour: 20,
      zone: 'America/Lima',
      frequency: 'weekly',
      weekday: 5,
      maxPapers: 7,
    });
    const { readers } = await web().slots.pageSlot(slotOf({ id, preferences }), { limit: 100 });
    expect(readers).toContainEqual({ id, frequency: 'weekly-5' });
  });

  it('pause until a date, and go on at the press of a button', async () => {
    const { address, key } = await reader();

    const paused = await (
      await web().post(`/r/${key}/preferences`, { ...preferencesForm, pausedUntil: '2026-09-01' })
    ).text();
    const duringPause = (await stored(address))!.preferences.pausedUntil;
    await web().post(`/r/${key}/preferences`, {
      ...preferencesForm,
      pausedUntil: '2026-09-01',
      pause: 'end',
    });

    expect(paused).toContain('End the pause now');
    // Not that one comes on that day: this reader's weekday, or the next day with papers, may be later.
    expect(paused).toMatch(/no digest comes before <time datetime="2026-09-01">/);
    expect(duringPause).toBe('2026-09-01');
    expect((await stored(address))!.preferences.pausedUntil).toBeUndefined();
  });

  it('forget a pause that is over, so that what was read can be saved again', async () => {
    const { address, key } = await reader();
    await web().post(`/r/${key}/preferences`, { ...preferencesForm, pausedUntil: '2026-08-20' });
    web().setNow(new Date('2026-08-25T10:00:00Z'));

    const page = await (await web().get(`/r/${key}/preferences`)).text();
    const read = await (await web().get(`/api/r/${key}/preferences`)).json();
    const put = await web().json('PUT', `/api/r/${key}/preferences`, read);

    expect(page).not.toContain('2026-08-20');
    expect(put.status).toBe(200);
    expect((await stored(address))!.preferences.pausedUntil).toBeUndefined();
  });

  it('lead from each problem to its field', async () => {
    const { key } = await reader();
    const wrong = Object.fromEntries(Object.keys(preferencesForm).map(name => [name, 'x']));

    const page = await (await web().post(`/r/${key}/preferences`, wrong)).text();

    const led = [...page.matchAll(/<li><a href="#(\w+)">/g)].map(([, id = '']) => id);
    expect(led.toSorted()).toEqual(Object.keys(preferencesForm).toSorted());
    for (const id of led) expect(page, id).toMatch(new RegExp(`<(input|select)[^>]* id="${id}"`));
  });

  it('say in title and focus that nothing was saved', async () => {
    const { key } = await reader();

    const wrong = await (
      await web().post(`/r/${key}/preferences`, { ...preferencesForm, hour: '25' })
    ).text();
    const right = await (await web().get(`/r/${key}/preferences`)).text();

    expect(wrong).toMatch(/<title>Error: Your preferences/);
    expect(wrong).toMatch(/class="problems"[^>]* tabindex="-1" autofocus/);
    expect(right).toMatch(/<title>Your preferences/);
    expect(right).not.toContain('autofocus');
  });

  it('keep what was typed beside what is wrong with it, and save nothing', async () => {
    const { address, key } = await reader();
    const before = await stored(address);

    const answer = await web().post(`/r/${key}/preferences`, {
      ...preferencesForm,
      maxPapers: '900',
      pausedUntil: '2020-01-01',
    });
    const page = await answer.text();

    expect(answer.status).toBe(422);
    expect(page).toContain('value="900"');
    expect(page).toContain('id="maxPapers-problem"');
    expect(page).toContain('id="pausedUntil-problem"');
    expect(await stored(address)).toEqual(before);
  });

  it('can be read and put back as JSON, whole', async () => {
    const { key } = await reader();
    const path = `/api/r/${key}/preferences`;

    const read = (await (await web().get(path)).json()) as Record<string, unknown>;
    const put = await web().json('PUT', path, { ...read, hour: 5, pausedUntil: '2026-09-01' });
    const partial = await web().json('PUT', path, { hour: 5 });
    const lists = await web().json('PUT', path, { ...read, zone: ['UTC'], hour: [5] });

    expect([put.status, partial.status, lists.status]).toEqual([200, 422, 422]);
    expect(await (await web().get(path)).json()).toEqual({ ...read, hour: 5, pausedUntil: '2026-09-01' });
  });

  it('are closed to who gets no digests any more, with the way back', async () => {
    const { key } = await reader('unsubscribed');

    const page = await (await web().get(`/r/${key}/preferences`)).text();
    const answer = await web().post(`/r/${key}/preferences`, preferencesForm);

    expect(page).toContain(`action="/r/${key}/resubscribe"`);
    expect(answer.status).toBe(409);
  });

  it.each([
    ['bounced', 'came back for good'],
    ['complained', 'reported as unwanted mail'],
  ] as const)('do not send who %s to a sign-up that would bring no mail', async (status, why) => {
    const { key } = await reader(status);

    const pages = [
      await web().get(`/r/${key}/preferences`),
      await web().post(`/r/${key}/preferences`, preferencesForm),
      await web().get(`/r/${key}/rules`),
      await web().get(`/r/${key}/confirm`),
      await web().post(`/r/${key}/weekly`),
    ];

    expect(pages.map(page => page.status)).toEqual([200, 409, 200, 200, 409]);
    for (const page of await Promise.all(pages.map(each => each.text()))) {
      expect(page).toContain(why);
      expect(page).toContain('Whoever runs this site can take it off');
      expect(page).toContain('Sign up with another address');
      expect(page).not.toMatch(/sign up again/i);
    }
  });

  it('is where the pause link leads', async () => {
    const { key } = await reader();

    const answer = await web().get(`/r/${key}/pause`);

    expect(answer.headers.get('Location')).toBe(`/r/${key}/preferences#pause`);
  });
});

describe('unsubscribing', () => {
  const urlencoded = () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  const multipart = () => {
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    return body;
  };

  it.each([
    ['urlencoded', urlencoded],
    ['multipart', multipart],
    ['no', () => ''],
  ])('takes the one-click POST with %s body, twice, without cookies or redirects', async (_, body) => {
    const { address, key } = await reader();
    const answers = [];
    for (let time = 0; time < 2; time += 1) {
      answers.push(await web().app.request(`/r/${key}/unsubscribe`, { method: 'POST', body: body() }));
    }

    expect(answers.map(answer => answer.status)).toEqual([200, 200]);
    expect(answers.flatMap(answer => answer.headers.getSetCookie())).toEqual([]);
    expect(await stored(address)).toMatchObject({ status: 'unsubscribed' });
  });

  it('answers readers who are gone, and strangers, the same', async () => {
    const { key } = await reader();
    await web().post(`/r/${key}/delete`);
    const { key: existing } = await reader();
    const forged = `${existing.slice(0, 33)}${'A'.repeat(22)}`;

    const answers = await Promise.all(
      [key, strangersKey, forged].map(async each => {
        const answer = await web().post(`/r/${each}/unsubscribe`);
        return `${answer.status} ${(await answer.text()).replaceAll(each, 'KEY')}`;
      }),
    );

    expect(answers[0]).toMatch(/^200 /);
    expect(new Set(answers).size).toBe(1);
  });

  it('changes nothing for a forged link', async () => {
    const { address, key } = await reader();

    await web().post(`/r/${key.slice(0, 33)}${'A'.repeat(22)}/unsubscribe`);

    expect(await stored(address)).toMatchObject({ status: 'active' });
  });

  it('works before confirming, and in the API', async () => {
    const { address, key } = await reader('pending');

    const answer = await web().json('POST', `/api/r/${key}/unsubscribe`);

    expect(await answer.json()).toEqual({ status: 'unsubscribed' });
    expect(await stored(address)).toMatchObject({ status: 'unsubscribed' });
  });
});

describe('a reader’s data', () => {
  it('can be downloaded, without the key to the link', async () => {
    const { address, key } = await reader();

    const answer = await web().get(`/r/${key}/data`);
    const text = await answer.text();

    expect(answer.headers.get('Content-Disposition')).toContain('attachment');
    expect(JSON.parse(text)).toMatchObject({ reader: { email: address, status: 'active' }, deliveries: [] });
    expect(text).not.toContain(key.slice(33));
  });

  it.each(['page', 'api'])('is gone after deleting it by %s', async by => {
    const { address, key } = await reader();

    const answer =
      by === 'page' ? await web().post(`/r/${key}/delete`) : await web().json('DELETE', `/api/r/${key}`);

    expect(answer.status).toBe(by === 'page' ? 200 : 204);
    expect(await stored(address)).toBeUndefined();
    expect(await everyItem()).not.toContain(address);
    expect((await web().get(`/r/${key}/preferences`)).status).toBe(404);
  });
});
