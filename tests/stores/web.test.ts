import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import { slotOf } from '../../shared/subscribers/slots.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { dayListing } from '../support/paper-factories.ts';
import { keepListing, type WebUnderTest, webOnDynamo } from '../support/web.ts';

let dynamo: TestDynamo;
let web: WebUnderTest;
let people = 0;

beforeAll(async () => {
  dynamo = await startDynamo();
  const { papers } = webOnDynamo(dynamo);
  await keepListing(
    papers,
    dayListing('2026-08-17', [{ id: '2608.00001', title: 'Yesterday <b>& "all"</b>', upvotes: 3 }]),
  );
  await keepListing(
    papers,
    dayListing('2026-08-18', [
      { id: '2608.00002', title: 'Second', upvotes: 5 },
      { id: '2608.00003', title: 'First', upvotes: 9, codeUrl: 'https://github.com/example/first' },
      { id: 'title-0123456789abcdef', title: 'Nowhere yet', upvotes: 1, codeUrl: 'javascript:alert(1)' },
    ]),
  );
});

afterAll(() => dynamo.close());

beforeEach(() => {
  web = webOnDynamo(dynamo);
});

function newAddress(): string {
  people += 1;
  return `reader-${people}@example.org`;
}

async function stored(address: string): Promise<Subscriber | undefined> {
  return web.subscribers.get(subscriberId(address));
}

/** A reader in the given state, made as readers are, and the key of the reader's link. */
async function reader(status: Subscriber['status'] = 'active'): Promise<{ address: string; key: string }> {
  const address = newAddress();
  await web.post('/subscriptions', { email: address, zone: 'Europe/Berlin', hour: '7' }, '192.0.2.200');
  const found = (await stored(address))!;
  const key = readerKey(found);
  if (status !== 'pending') await web.post(`/r/${key}/confirm`);
  if (status === 'unsubscribed') await web.post(`/r/${key}/unsubscribe`);
  if (status === 'bounced' || status === 'complained') {
    await web.subscribers.markUndeliverable(found.id, status, new Date('2026-08-18T10:00:00Z'));
  }
  // The next sign-up of this address is an hour later.
  web.setNow(new Date('2026-08-18T11:00:00.000Z'));
  return { address, key };
}

async function everyItem(): Promise<string> {
  const tables = await Promise.all(
    Object.values(dynamo.tables).map(TableName => dynamo.client.send(new ScanCommand({ TableName }))),
  );
  return JSON.stringify(
    tables.map(({ Items = [] }) => Items),
    (_, value: unknown) => (value instanceof Set ? [...value] : value),
  );
}

const form = {
  hour: '20',
  zone: 'america/lima',
  frequency: 'weekly',
  weekday: '5',
  maxPapers: '7',
  pausedUntil: '',
};
const strangersKey = `${'0'.repeat(32)}.${'A'.repeat(22)}`;

describe('the archive', () => {
  it('shows the newest settled listing, best first, with the sign-up form', async () => {
    const page = await (await web.get('/')).text();

    expect(page).toContain('Tuesday 18 August 2026');
    expect(page.indexOf('First')).toBeLessThan(page.indexOf('Second'));
    expect(page).toContain('action="/subscriptions"');
    expect(page).toContain('href="https://github.com/example/first"');
  });

  it('links papers to https places only, and a paper that has no id yet to nowhere', async () => {
    const page = await (await web.get('/days/2026-08-18')).text();

    expect(page).toContain('https://arxiv.org/abs/2608.00003');
    expect(page).toContain('https://huggingface.co/papers/2608.00003');
    expect(page).not.toContain('javascript:');
    expect(page).not.toContain('papers/title-0123456789abcdef" rel');
    expect(page).toContain('href="/papers/title-0123456789abcdef"');
  });

  it('escapes what sources wrote', async () => {
    const page = await (await web.get('/papers/2608.00001')).text();

    expect(page).toContain('Yesterday &lt;b&gt;&amp; &quot;all&quot;&lt;/b&gt;');
    expect(page).not.toContain('<b>');
  });

  it('leads from day to day', async () => {
    const page = await (await web.get('/days/2026-08-17')).text();

    expect(page).toContain('rel="next" href="/days/2026-08-18"');
    expect(page).not.toContain('rel="prev"');
  });

  it.each(['2608.00001v2', 'arXiv:2608.00001', 'ARXIV:2608.00001v1'])(
    'leads from %s to the paper itself',
    async id => {
      const answer = await web.get(`/papers/${id}`);

      expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/papers/2608.00001']);
    },
  );

  it('leads from the id that a title gave to the paper whose arXiv id became known', async () => {
    const id = 'title-fedcba9876543210';
    await web.papers.putAlias({ id, mergedInto: '2608.00002' }, undefined);

    const answer = await web.get(`/papers/${id}`);

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
    expect((await web.get(path)).status).toBe(404);
  });

  it('has no paper whose id is longer than a key may be', async () => {
    const id = 'a'.repeat(3_000);

    const answers = [await web.get(`/papers/${id}`), await web.get(`/api/papers/${id}`)];

    expect(answers.map(answer => answer.status)).toEqual([404, 404]);
  });

  it('is there as JSON too', async () => {
    const days = (await (await web.get('/api/days')).json()) as { days: { day: string }[] };
    const day = (await (await web.get('/api/days/2026-08-18')).json()) as Record<string, unknown>;
    const paper = (await (await web.get('/api/papers/2608.00003')).json()) as Record<string, unknown>;

    expect(days.days.map(each => each.day)).toEqual(['2026-08-17', '2026-08-18']);
    expect(day).toMatchObject({ status: 'settled', previous: '2026-08-17', next: null });
    expect(paper).toMatchObject({ title: 'First', days: ['2026-08-18'], newestEntry: { upvotes: 9 } });
  });

  it.each(['from=x', 'to=2026-02-30', 'from=2020-01-01', 'from=2026-08-18&to=2026-08-17'])(
    'says what is wrong with ?%s',
    async query => {
      const answer = await web.get(`/api/days?${query}`);

      expect(answer.status).toBe(400);
      expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    },
  );
});

describe('signing up', () => {
  it('mails a link whose page has the button that confirms', async () => {
    const address = newAddress();

    await web.post('/subscriptions', { email: `  ${address} `, zone: 'Europe/Berlin', hour: '7' });

    const [mail] = web.outbox;
    const pending = (await stored(address))!;
    expect(mail).toMatchObject({ to: address, tags: { confirmation: pending.id } });
    const text = Buffer.from(mail!.raw).toString().replace(/=\r\n/g, '');
    expect(text).toContain(`https://papers.example.org/r/${readerKey(pending)}/confirm`);
    const page = await (await web.get(`/r/${readerKey(pending)}/confirm`)).text();
    expect(page).toContain(`action="/r/${readerKey(pending)}/confirm"`);
    expect(page).toContain('Every day with papers, at 07:00 Berlin time');
  });

  it('answers alike, in words and with one mail, whatever is known of the address', async () => {
    const known = ['pending', 'active', 'unsubscribed', 'bounced', 'complained'] as const;
    const readers = await Promise.all(known.map(status => reader(status)));
    const addresses = [newAddress(), ...readers.map(each => each.address)];
    const answers: string[] = [];
    const mails: number[] = [];

    for (const email of addresses) {
      const before = web.outbox.length;
      const answer = await web.post('/subscriptions', { email });
      answers.push(`${answer.status} ${await answer.text()} ${JSON.stringify([...answer.headers])}`);
      mails.push(web.outbox.length - before);
    }

    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^200 /);
    expect(mails).toEqual(addresses.map(() => 1));
  });

  it('tells an active reader by mail, leaving everything as it is', async () => {
    const { address, key } = await reader('active');
    const before = await stored(address);

    await web.post('/subscriptions', { email: address, zone: 'Asia/Tokyo' });

    expect(await stored(address)).toEqual(before);
    const text = Buffer.from(web.outbox.at(-1)!.raw).toString().replace(/=\r\n/g, '');
    expect(text).toContain(`/r/${key}/preferences`);
  });

  it('keeps what was entered and says beside the field what is wrong', async () => {
    const answer = await web.post('/subscriptions', {
      email: 'jürgen@example.org',
      zone: 'Mars/Olympus',
      hour: '25',
    });
    const page = await answer.text();

    expect(answer.status).toBe(422);
    expect(page).toContain('value="jürgen@example.org"');
    expect(page).toContain('id="email-problem"');
    expect(page).toContain('aria-describedby="email-problem"');
    expect(page).toContain('id="zone-problem"');
    expect(page).toContain('id="hour-problem"');
    expect(web.outbox).toEqual([]);
  });

  it.each([
    'victim@example.org\r\nBcc: everyone@example.org',
    'victim@example.org%0d%0aBcc:everyone@example.org',
    'a@example.org, b@example.org',
    '"Buy now" <victim@example.org>',
    'victim@example.org\u2028Bcc: everyone@example.org',
  ])('lets nothing but one address into a header: %j', async email => {
    const answer = await web.post('/subscriptions', { email });

    expect(answer.status).toBe(422);
    expect(web.outbox).toEqual([]);
  });

  it('mails one address once an hour and three times a day, and answers the same all along', async () => {
    const email = newAddress();
    const bodies: string[] = [];
    for (const time of ['10:00', '10:30', '11:00', '12:00', '13:00']) {
      web.setNow(new Date(`2026-08-18T${time}:00Z`));
      // Neither case nor a tag makes it another mailbox.
      const answer = await web.post('/subscriptions', { email: email.replace('@', `+${time.slice(0, 2)}@`) });
      bodies.push(`${answer.status} ${await answer.text()}`);
    }

    expect(web.outbox).toHaveLength(3);
    expect(new Set(bodies).size).toBe(1);
  });

  it('stops a client that signs up many addresses, by its network, and says when to come back', async () => {
    web = webOnDynamo(dynamo, { signUpMaxima: { perClientPerHour: 2, perHour: 1_000 } });
    web.setNow(new Date('2026-08-18T10:45:00Z'));
    const from = (host: number) => `2001:db8:0:7::${host}`;
    await web.post('/subscriptions', { email: newAddress() }, from(1));
    await web.post('/subscriptions', { email: newAddress() }, from(2));

    const third = await web.post('/subscriptions', { email: newAddress() }, from(3));
    const elsewhere = await web.post('/subscriptions', { email: newAddress() }, '2001:db8:0:8::1');

    expect([third.status, third.headers.get('Retry-After')]).toEqual([429, '900']);
    expect(elsewhere.status).toBe(200);
    expect(web.outbox).toHaveLength(3);
  });

  it('stops everyone when too many sign up at once, whether their address was signed up before or not', async () => {
    web = webOnDynamo(dynamo, { signUpMaxima: { perClientPerHour: 1_000, perHour: 2 } });
    web.setNow(new Date('2026-08-18T22:00:00Z'));
    const [first, second, third] = [newAddress(), newAddress(), newAddress()];
    const statuses: number[] = [];
    for (const [client, email] of [first, second, third, first].entries()) {
      statuses.push((await web.post('/subscriptions', { email }, `198.51.100.${client}`)).status);
    }

    expect(statuses).toEqual([200, 200, 429, 429]);
  });

  it.each(['unanswered', 'throttled', 'quota-spent', 'sending-stopped'] as const)(
    'asks to try again when SES is %s, and then trying again works at once',
    async kind => {
      const email = newAddress();
      web.answerMail({ kind, reason: 'test' });

      const failed = await web.post('/subscriptions', { email });
      web.answerMail({ kind: 'accepted', messageId: 'test' });
      const again = await web.post('/subscriptions', { email });

      expect([failed.status, again.status]).toEqual([503, 200]);
      expect(failed.headers.get('Retry-After')).not.toBeNull();
      expect(web.outbox).toHaveLength(1);
    },
  );

  it('says so when SES takes no mail for such an address', async () => {
    web.answerMail({ kind: 'rejected', reason: 'test' });

    const answer = await web.post('/subscriptions', { email: newAddress() });

    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('id="email-problem"');
  });

  it('does nothing for whatever fills the field that nobody sees, and does not say so', async () => {
    const email = newAddress();

    const answer = await web.post('/subscriptions', { email, homepage: 'https://spam.example' });
    const honest = await web.post('/subscriptions', { email: newAddress() });

    expect(await answer.text()).toBe(await honest.text());
    expect(await stored(email)).toBeUndefined();
    expect(web.outbox).toHaveLength(1);
  });

  it('works as JSON by the same rules', async () => {
    const email = newAddress();

    const answer = await web.json('POST', '/api/subscriptions', {
      email,
      hour: 6,
      frequency: 'weekly',
      weekday: 7,
    });
    const wrong = await web.json('POST', '/api/subscriptions', { email: ['a@example.org'], hour: '6.5' });

    expect(answer.status).toBe(202);
    expect((await stored(email))?.preferences).toMatchObject({ hour: 6, frequency: 'weekly', weekday: 7 });
    expect(wrong.headers.get('Content-Type')).toBe('application/problem+json');
    const problem: unknown = await wrong.json();
    expect(problem).toMatchObject({
      status: 422,
      errors: { email: expect.any(String) as string, hour: expect.any(String) as string },
    });
  });

  it.each([
    ['no JSON at all', 'application/json', '{'],
    ['a list', 'application/json', '[]'],
    ['null', 'application/json', 'null'],
    ['a form', 'application/x-www-form-urlencoded', 'email=a%40example.org'],
  ])('refuses %s in the API', async (_, type, body) => {
    const answer = await web.app.request('/api/subscriptions', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ status: 400, title: 'This request cannot be read' });
  });

  it('survives a file where an address belongs, and a form that is none', async () => {
    const files = new FormData();
    files.set('email', new File(['a@example.org'], 'a.txt'));
    const file = await web.app.request('/subscriptions', { method: 'POST', body: files });
    const broken = await web.app.request('/subscriptions', {
      method: 'POST',
      body: 'not multipart',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    });

    expect([file.status, broken.status]).toEqual([422, 400]);
  });

  it('refuses a body of any size worth mentioning', async () => {
    const answer = await web.post('/subscriptions', { email: 'a'.repeat(40_000) });

    expect(answer.status).toBe(413);
  });
});

describe('confirming', () => {
  it('makes the reader active, and says so again the second time', async () => {
    const { address, key } = await reader('pending');

    const first = await (await web.post(`/r/${key}/confirm`)).text();
    const second = await web.post(`/r/${key}/confirm`);

    expect(first).toContain('You are subscribed');
    expect(second.status).toBe(200);
    expect(await second.text()).toContain('You are subscribed already');
    expect(await stored(address)).toMatchObject({ status: 'active' });
  });

  it('does not bring back who has unsubscribed', async () => {
    const { address, key } = await reader('unsubscribed');

    const answer = await web.post(`/r/${key}/confirm`);

    expect(answer.status).toBe(409);
    expect(await stored(address)).toMatchObject({ status: 'unsubscribed' });
  });

  it('works in the API', async () => {
    const { key } = await reader('pending');

    const first: unknown = await (await web.json('POST', `/api/r/${key}/confirm`)).json();
    const second: unknown = await (await web.json('POST', `/api/r/${key}/confirm`)).json();

    expect([first, second]).toEqual([
      { status: 'active', already: false },
      { status: 'active', already: true },
    ]);
  });
});

describe('preferences', () => {
  it('are saved, said in words, and move the reader to another slot', async () => {
    const { address, key } = await reader();

    const page = await (await web.post(`/r/${key}/preferences`, form)).text();

    const { id, preferences } = (await stored(address))!;
    expect(page).toContain('Every Friday, at 20:00 Lima time, up to 7 papers.');
    expect(preferences).toEqual({
      hour: 20,
      zone: 'America/Lima',
      frequency: 'weekly',
      weekday: 5,
      maxPapers: 7,
    });
    const { readers } = await web.subscribers.pageSlot(slotOf({ id, preferences }), { limit: 100 });
    expect(readers).toContainEqual({ id, frequency: 'weekly-5' });
  });

  it('pause until a date, and go on at the press of a button', async () => {
    const { address, key } = await reader();

    const paused = await (
      await web.post(`/r/${key}/preferences`, { ...form, pausedUntil: '2026-09-01' })
    ).text();
    const duringPause = (await stored(address))!.preferences.pausedUntil;
    await web.post(`/r/${key}/preferences`, { ...form, pausedUntil: '2026-09-01', pause: 'end' });

    expect(paused).toContain('End the pause now');
    // Not that one comes on that day: this reader's weekday, or the next day with papers, may be later.
    expect(paused).toMatch(/no digest comes before <time datetime="2026-09-01">/);
    expect(duringPause).toBe('2026-09-01');
    expect((await stored(address))!.preferences.pausedUntil).toBeUndefined();
  });

  it('forget a pause that is over, so that what was read can be saved again', async () => {
    const { address, key } = await reader();
    await web.post(`/r/${key}/preferences`, { ...form, pausedUntil: '2026-08-20' });
    web.setNow(new Date('2026-08-25T10:00:00Z'));

    const page = await (await web.get(`/r/${key}/preferences`)).text();
    const read = await (await web.get(`/api/r/${key}/preferences`)).json();
    const put = await web.json('PUT', `/api/r/${key}/preferences`, read);

    expect(page).not.toContain('2026-08-20');
    expect(put.status).toBe(200);
    expect((await stored(address))!.preferences.pausedUntil).toBeUndefined();
  });

  it('lead from each problem to its field', async () => {
    const { key } = await reader();
    const wrong = Object.fromEntries(Object.keys(form).map(name => [name, 'x']));

    const page = await (await web.post(`/r/${key}/preferences`, wrong)).text();

    const led = [...page.matchAll(/<li><a href="#(\w+)">/g)].map(([, id = '']) => id);
    expect(led.toSorted()).toEqual(Object.keys(form).toSorted());
    for (const id of led) expect(page, id).toMatch(new RegExp(`<(input|select)[^>]* id="${id}"`));
  });

  it('say in title and focus that nothing was saved', async () => {
    const { key } = await reader();

    const wrong = await (await web.post(`/r/${key}/preferences`, { ...form, hour: '25' })).text();
    const right = await (await web.get(`/r/${key}/preferences`)).text();

    expect(wrong).toMatch(/<title>Error: Your preferences/);
    expect(wrong).toMatch(/class="problems"[^>]* tabindex="-1" autofocus/);
    expect(right).toMatch(/<title>Your preferences/);
    expect(right).not.toContain('autofocus');
  });

  it('keep what was typed beside what is wrong with it, and save nothing', async () => {
    const { address, key } = await reader();
    const before = await stored(address);

    const answer = await web.post(`/r/${key}/preferences`, {
      ...form,
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

    const read = (await (await web.get(path)).json()) as Record<string, unknown>;
    const put = await web.json('PUT', path, { ...read, hour: 5, pausedUntil: '2026-09-01' });
    const partial = await web.json('PUT', path, { hour: 5 });
    const lists = await web.json('PUT', path, { ...read, zone: ['UTC'], hour: [5] });

    expect([put.status, partial.status, lists.status]).toEqual([200, 422, 422]);
    expect(await (await web.get(path)).json()).toEqual({ ...read, hour: 5, pausedUntil: '2026-09-01' });
  });

  it('are closed to who gets no digests any more, with the way back', async () => {
    const { key } = await reader('bounced');

    const page = await (await web.get(`/r/${key}/preferences`)).text();
    const answer = await web.post(`/r/${key}/preferences`, form);

    expect(page).toContain('sign up again');
    expect(answer.status).toBe(409);
  });

  it('is where the pause link leads', async () => {
    const { key } = await reader();

    const answer = await web.get(`/r/${key}/pause`);

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
      answers.push(await web.app.request(`/r/${key}/unsubscribe`, { method: 'POST', body: body() }));
    }

    expect(answers.map(answer => answer.status)).toEqual([200, 200]);
    expect(answers.flatMap(answer => answer.headers.getSetCookie())).toEqual([]);
    expect(await stored(address)).toMatchObject({ status: 'unsubscribed' });
  });

  it('answers readers who are gone, and strangers, the same', async () => {
    const { key } = await reader();
    await web.post(`/r/${key}/delete`);
    const { key: existing } = await reader();
    const forged = `${existing.slice(0, 33)}${'A'.repeat(22)}`;

    const answers = await Promise.all(
      [key, strangersKey, forged].map(async each => {
        const answer = await web.post(`/r/${each}/unsubscribe`);
        return `${answer.status} ${(await answer.text()).replaceAll(each, 'KEY')}`;
      }),
    );

    expect(answers[0]).toMatch(/^200 /);
    expect(new Set(answers).size).toBe(1);
  });

  it('does not claim that no mail comes: a reader who came back has another link', async () => {
    const { address, key: old } = await reader();
    await web.post(`/r/${old}/delete`);
    await web.post('/subscriptions', { email: address });
    await web.post(`/r/${readerKey((await stored(address))!)}/confirm`);

    const page = await (await web.post(`/r/${old}/unsubscribe`)).text();

    expect(await stored(address)).toMatchObject({ status: 'active' });
    expect(page).toContain('the link in the latest one');
  });

  it('changes nothing for a forged link', async () => {
    const { address, key } = await reader();

    await web.post(`/r/${key.slice(0, 33)}${'A'.repeat(22)}/unsubscribe`);

    expect(await stored(address)).toMatchObject({ status: 'active' });
  });

  it('works before confirming, and in the API', async () => {
    const { address, key } = await reader('pending');

    const answer = await web.json('POST', `/api/r/${key}/unsubscribe`);

    expect(await answer.json()).toEqual({ status: 'unsubscribed' });
    expect(await stored(address)).toMatchObject({ status: 'unsubscribed' });
  });
});

describe('a reader’s data', () => {
  it('can be downloaded, without the key to the link', async () => {
    const { address, key } = await reader();

    const answer = await web.get(`/r/${key}/data`);
    const text = await answer.text();

    expect(answer.headers.get('Content-Disposition')).toContain('attachment');
    expect(JSON.parse(text)).toMatchObject({ reader: { email: address, status: 'active' }, deliveries: [] });
    expect(text).not.toContain(key.slice(33));
  });

  it.each(['page', 'api'])('is gone after deleting it by %s', async by => {
    const { address, key } = await reader();

    const answer =
      by === 'page' ? await web.post(`/r/${key}/delete`) : await web.json('DELETE', `/api/r/${key}`);

    expect(answer.status).toBe(by === 'page' ? 200 : 204);
    expect(await stored(address)).toBeUndefined();
    expect(await everyItem()).not.toContain(address);
    expect((await web.get(`/r/${key}/preferences`)).status).toBe(404);
  });
});

describe('links', () => {
  const pages = ['confirm', 'preferences', 'data', 'delete'];

  it('look the same whether the id is unknown, the token wrong or the key damaged', async () => {
    const { key } = await reader();
    const wrong = [strangersKey, `${key.slice(0, 33)}${'A'.repeat(22)}`, key.slice(0, -1), 'x', '%0d%0a'];

    const answers = new Set<string>();
    for (const page of pages) {
      for (const each of wrong) {
        const answer = await web.get(`/r/${each}/${page}`);
        answers.add(`${answer.status} ${await answer.text()}`);
      }
    }

    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^404 /);
  });

  it.each(['pending', 'active', 'unsubscribed'] as const)(
    'change nothing when they are merely followed, for a reader who is %s',
    async status => {
      const { key } = await reader(status);
      const before = await everyItem();

      for (const page of ['', '/confirm', '/preferences', '/pause', '/unsubscribe', '/data', '/delete']) {
        await web.get(`/r/${key}${page}`);
        await web.app.request(`/r/${key}${page}`, { method: 'HEAD' });
      }
      for (const path of ['/', '/subscriptions', '/days/2026-08-18', '/papers/2608.00001', '/health']) {
        await web.get(path);
      }
      for (const path of ['', '/preferences', '/confirm', '/unsubscribe']) {
        await web.get(`/api/r/${key}${path}`);
      }

      expect(await everyItem()).toBe(before);
    },
  );

  it('never reach the log, and neither does an address', async () => {
    const { address, key } = await reader();
    await web.get(`/r/${key}/preferences`);
    await web.get(`/r/${key}/nothing-here`);
    await web.post(`/r/${key}/preferences`, form);

    const log = web.lines.join('\n');
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
    const { headers } = await web.get(path);

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
      const page = await (await web.get(path)).text();
      expect(page).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/i);
    }
  });

  it('of a reader’s pages is kept by no cache, and of the archive only briefly', async () => {
    const { key } = await reader();

    expect((await web.get(`/r/${key}/preferences`)).headers.get('Cache-Control')).toBe('no-store');
    expect((await web.get('/')).headers.get('Cache-Control')).toBe('public, max-age=120');
    expect((await web.get('/nope')).headers.get('Cache-Control')).toBe('no-store');
  });

  it('is a page or, in the API, a problem, also when something breaks', async () => {
    const broken = webOnDynamo(dynamo, {
      archive: {
        ...web.papers,
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

it('reports its health', async () => {
  const answer: unknown = await (await web.get('/health')).json();

  expect(answer).toEqual({
    status: 'ok',
    version: '0.0.0-test',
    time: '2026-08-18T10:00:00.000Z',
    newestSettledDay: '2026-08-18',
  });
});

it('serves what its pages ask for', async () => {
  const page = await (await web.get('/')).text();
  const urls = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, url = '']) => url);

  const answers = await Promise.all(urls.map(url => web.get(url.replaceAll('&amp;', '&'))));

  expect(answers.map(answer => answer.status)).toEqual([200, 200, 200]);
});

it('lets browsers keep an asset for ever under the address that names its content, and under no other', async () => {
  const page = await (await web.get('/')).text();
  const [, url = ''] = /href="(\/assets\/style\.css[^"]+)"/.exec(page) ?? [];

  const kept = await web.get(url);
  const others = await Promise.all(
    ['/assets/style.css', '/assets/style.css?v=0123456789ab'].map(path => web.get(path)),
  );

  expect(kept.headers.get('Cache-Control')).toContain('immutable');
  // Two versions answer for a moment while one replaces the other.
  expect(others.map(answer => answer.headers.get('Cache-Control'))).toEqual(['no-store', 'no-store']);
});
