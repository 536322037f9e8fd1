import { describe, expect, it } from 'vitest';
import { createRoster } from '../../infra/ops/target/roster.ts';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { createFormerLinksStore } from '../../shared/subscribers/former-links-store.ts';
import { parseReaderKey, readerKey, readerUrls } from '../../shared/subscribers/reader-link.ts';
import { strangersKey, useWeb } from '../support/use-web.ts';

const { web, reader, stored, everyItem, dynamo } = useWeb();

const oneClickBody = { 'List-Unsubscribe': 'One-Click' };
/** The address in a mail's header, as a path, of the reader whose key it is. */
const headerPath = (key: string) =>
  new URL(readerUrls('https://papers.example.org', parseReaderKey(key)!).oneClick).pathname;
const statusOf = async (address: string) => (await stored(address))?.status;

async function signUpAgain(address: string) {
  await web().post('/subscriptions', { email: address });
  await web().post(`/r/${readerKey((await stored(address))!)}/confirm`);
}

/** As `ops subscribers rotate-link` does it; resolves to the new key. */
async function rotate(address: string, token: string): Promise<string> {
  const { client, tables } = dynamo();
  const before = (await stored(address))!;
  await createFormerLinksStore(client, tables.subscribers).keepRotated(before);
  await createRoster(client, tables.subscribers).replaceToken(before, token);
  return readerKey((await stored(address))!);
}

describe('coming back', () => {
  /** Rules, a number and a wish that a sign-up's form does not carry. */
  async function readerWithChoices() {
    const { address, key } = await reader();
    const rules = { include: { phrases: ['diffusion'] } };
    await web().json('PUT', `/api/r/${key}/preferences`, {
      ...{ zone: 'Asia/Tokyo', hour: 6, frequency: 'weekly', weekday: 5, maxPapers: 7 },
      ...{ quietNote: true, rules },
    });
    return { address, key, chosen: (await stored(address))!.preferences };
  }

  it('by Undo on the page that unsubscribed brings everything back, and a second press says so', async () => {
    const { address, key, chosen } = await readerWithChoices();
    const page = await (await web().post(`/r/${key}/unsubscribe`)).text();

    const first = await (await web().post(`/r/${key}/resubscribe`)).text();
    const second = await (await web().post(`/r/${key}/resubscribe`)).text();

    expect(page).toContain(`action="/r/${key}/resubscribe"`);
    expect(first).toContain('You are subscribed again');
    expect(second).toContain('You are subscribed already');
    expect(await stored(address)).toMatchObject({ status: 'active', preferences: chosen });
  });

  it('is offered, with the address, by the unsubscribe page of who has left', async () => {
    const { address, key } = await reader('unsubscribed');

    const page = await (await web().get(`/r/${key}/unsubscribe`)).text();

    expect(page).toContain('You are unsubscribed already');
    expect(page).toContain(address);
    expect(page).toContain(`action="/r/${key}/resubscribe"`);
    expect(page).not.toContain(`action="/r/${key}/unsubscribe"`);
  });

  it.each(['bounced', 'complained'] as const)('is no button for who %s', async status => {
    const { address, key } = await reader(status);

    const page = await (await web().get(`/r/${key}/unsubscribe`)).text();
    const answer = await web().post(`/r/${key}/resubscribe`);

    expect(page).not.toContain('<button');
    expect(answer.status).toBe(409);
    expect(await statusOf(address)).toBe(status);
  });

  it('needs the reader’s key, not that of a header', async () => {
    const { address, key } = await reader('unsubscribed');
    const asKey = headerPath(key).slice('/u/'.length);

    const answer = await web().post(`/r/${asKey}/resubscribe`);

    expect(answer.status).toBe(404);
    expect(await statusOf(address)).toBe('unsubscribed');
  });

  it('by a new sign-up changes nothing until it is confirmed, and then keeps the rules', async () => {
    const { address, key, chosen } = await readerWithChoices();
    await web().post(`/r/${key}/unsubscribe`);
    await web().post('/subscriptions', { email: address, zone: 'Europe/Berlin', hour: '8' });
    const before = (await stored(address))!;
    const page = await (await web().get(`/r/${key}/confirm`)).text();

    const confirmed = await (await web().post(`/r/${key}/confirm`)).text();

    expect(before).toMatchObject({ status: 'unsubscribed', preferences: chosen });
    expect(page).toContain('Every day with papers, at 08:00 Berlin time, up to 20 papers.');
    expect(page).toContain('Every Friday, at 06:00 Tokyo time, up to 7 papers.');
    expect(confirmed).toContain('at 08:00 Berlin time');
    expect((await stored(address))!).toMatchObject({
      status: 'active',
      preferences: { zone: 'Europe/Berlin', hour: 8, rules: chosen.rules, quietNote: true },
    });
  });

  it('by a new sign-up can be with everything as before', async () => {
    const { address, key, chosen } = await readerWithChoices();
    await web().post(`/r/${key}/unsubscribe`);
    await web().post('/subscriptions', { email: address });

    await web().post(`/r/${key}/confirm`, { choice: 'before' });

    expect(await stored(address)).toMatchObject({ status: 'active', preferences: chosen });
  });

  it('is possible for seven days after the sign-up, and then by another one', async () => {
    const { address, key } = await reader('unsubscribed');
    await web().post('/subscriptions', { email: address });
    web().setNow(new Date('2026-08-25T11:00:00.000Z'));

    const answer = await web().post(`/r/${key}/confirm`);

    expect(answer.status).toBe(409);
    expect(await statusOf(address)).toBe('unsubscribed');
  });
});

describe('the link in a mail’s header', () => {
  it('unsubscribes by one click, as often as it is made, without cookies or redirects', async () => {
    const { address, key } = await reader();

    const answers = [
      await web().post(headerPath(key), oneClickBody),
      await web().post(headerPath(key), oneClickBody),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.flatMap(answer => answer.headers.getSetCookie())).toEqual([]);
    expect(await statusOf(address)).toBe('unsubscribed');
  });

  it('opens a page with one button for a person, and changes nothing by that', async () => {
    const { address, key } = await reader();

    const page = await (await web().get(headerPath(key))).text();

    expect(page.match(/<button/g)).toHaveLength(1);
    expect(page).toContain(`action="${headerPath(key)}"`);
    expect(page).not.toContain('/r/');
    expect(await statusOf(address)).toBe('active');
  });

  it('can do nothing else: as a key it opens no page, exports and deletes nothing', async () => {
    const { address, key } = await reader();
    const asKey = headerPath(key).slice('/u/'.length);

    const answers = await Promise.all([
      ...['preferences', 'data', 'delete', 'rules', 'feed.atom'].map(page =>
        web().get(`/r/${asKey}/${page}`),
      ),
      web().post(`/r/${asKey}/delete`),
      web().get(`/api/r/${asKey}`),
      web().json('DELETE', `/api/r/${asKey}`),
    ]);

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(await statusOf(address)).toBe('active');
    expect(asKey).not.toContain(key.slice(33));
  });

  it('of another reader, made up or cut short, unsubscribes nobody', async () => {
    const { address, key } = await reader();
    const other = await reader();
    const stolen = `/u/${key.slice(0, 33)}${headerPath(other.key).slice(-22)}`;

    const statuses = [];
    for (const path of [stolen, `/u/${key}`, `/u/${strangersKey}`, headerPath(key).slice(0, -1)])
      statuses.push((await web().post(path, oneClickBody)).status);

    expect(statuses).toEqual([200, 200, 200, 404]);
    expect(await statusOf(address)).toBe('active');
  });
});

describe('an older mail', () => {
  const links = [
    ['header', (key: string) => headerPath(key)],
    ['text, or header of earlier versions', (key: string) => `/r/${key}/unsubscribe`],
  ] as const;

  it.each(links)(
    'unsubscribes after the link was replaced, by its %s, and does nothing else',
    async (_, path) => {
      const { address, key: old } = await reader();
      await rotate(address, 'r'.repeat(22));
      await rotate(address, 's'.repeat(22));

      const opened = await web().get(`/r/${old}/preferences`);
      const before = await statusOf(address);
      const answer = await web().post(path(old), oneClickBody);

      expect([opened.status, before]).toEqual([404, 'active']);
      expect(answer.status).toBe(200);
      expect(await statusOf(address)).toBe('unsubscribed');
    },
  );

  it.each(links)('unsubscribes who was erased and signed up again, by its %s', async (_, path) => {
    const { address, key: first } = await reader();
    const second = await rotate(address, 't'.repeat(22));
    await web().post(`/r/${second}/delete`);
    const statuses = [];

    for (const key of [first, second]) {
      await signUpAgain(address);
      statuses.push(await statusOf(address));
      await web().post(path(key), oneClickBody);
      statuses.push(await statusOf(address));
      web().setNow(new Date('2026-08-18T12:00:00.000Z'));
    }

    expect(statuses).toEqual(['active', 'unsubscribed', 'active', 'unsubscribed']);
  });

  it('is forgotten 60 days after erasure, and until then nothing but what unsubscribes is kept', async () => {
    const { address, key } = await reader();
    await web().post(`/r/${key}/delete`);
    const kept = JSON.parse(await everyItem()) as Record<string, unknown>[][];
    web().setNow(new Date('2026-10-18T12:00:00.000Z'));
    await signUpAgain(address);

    const answer = await web().post(headerPath(key), oneClickBody);

    const id = subscriberId(address);
    const left = kept.flat().filter(item => JSON.stringify(item).includes(id));
    expect(left).toEqual([
      {
        pk: `former-links#${id}`,
        version: 1,
        tokens: [headerPath(key).slice(-22)],
        expiresAt: Date.parse('2026-10-17T11:00:00Z') / 1000,
      },
    ]);
    expect(answer.status).toBe(200);
    expect(await statusOf(address)).toBe('active');
  });
});
