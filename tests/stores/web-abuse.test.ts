import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { callWeb } from '../support/call-web.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { strangersKey } from '../support/use-web.ts';
import { type WebUnderTest, webOnDynamo } from '../support/web.ts';

/** What the threat model (infra/decisions/0018) promises of the web function, tried. */

let dynamo: TestDynamo;
let web: WebUnderTest;
/** The calls to DynamoDB so far, by name. */
const calls: string[] = [];

beforeAll(async () => {
  dynamo = await startDynamo();
  dynamo.client.middlewareStack.add(
    (next, context) => args => {
      calls.push(context.commandName ?? '');
      return next(args);
    },
    { step: 'initialize' },
  );
});
afterAll(() => dynamo.close());
beforeEach(() => {
  web = webOnDynamo(dynamo);
});

let people = 0;
async function readerWhoIs(status: Subscriber['status']): Promise<{ email: string; key: string }> {
  people += 1;
  const email = `abuse-${people}@example.org`;
  web.setNow(new Date('2026-08-18T08:00:00Z'));
  await web.post('/subscriptions', { email });
  const reader = (await web.subscribers.get(subscriberId(email)))!;
  const key = readerKey(reader);
  if (status !== 'pending') await web.post(`/r/${key}/confirm`);
  if (status === 'unsubscribed') await web.post(`/r/${key}/unsubscribe`);
  if (status === 'bounced' || status === 'complained')
    await web.subscribers.markUndeliverable(reader.id, status, new Date('2026-08-18T08:30:00Z'));
  web.setNow(new Date('2026-08-18T10:00:00Z'));
  return { email, key };
}

/** The calls to DynamoDB that a request makes. */
async function callsOf(request: () => Promise<Response>): Promise<string> {
  calls.length = 0;
  await request();
  return calls.join(' ');
}

describe('whether an address reads here', () => {
  it('shows neither in what a sign-up asks of the database nor in the number of mails', async () => {
    const states = ['pending', 'active', 'unsubscribed', 'bounced', 'complained'] as const;
    const known = [];
    for (const status of states) known.push((await readerWhoIs(status)).email);
    const work: string[] = [];

    for (const email of ['nobody@example.org', ...known]) {
      const before = web.outbox.length;
      const asked = await callsOf(() => web.post('/subscriptions', { email }));
      work.push(`${asked}; ${web.outbox.length - before} mails`);
    }

    expect(new Set(work).size).toBe(1);
    expect(work[0]).toMatch(/UpdateItem.*; 1 mails$/);
  });

  it('shows in nothing that a guessed link asks of the database', async () => {
    const { key } = await readerWhoIs('active');
    const guesses = [strangersKey, `${key.slice(0, 33)}${'A'.repeat(22)}`];
    for (const page of ['confirm', 'preferences', 'data', 'delete']) {
      const work = [];
      for (const guess of guesses) work.push(await callsOf(() => web.get(`/r/${guess}/${page}`)));
      expect(new Set(work).size).toBe(1);
    }
  });
});

describe('a confirmation that is played again', () => {
  it.each([
    ['unsubscribed', 409],
    ['bounced', 409],
    ['complained', 409],
  ] as const)('does not bring back a reader who is %s', async (status, answered) => {
    const { email, key } = await readerWhoIs(status);

    const answer = await web.post(`/r/${key}/confirm`);

    expect(answer.status).toBe(answered);
    expect(await web.subscribers.get(subscriberId(email))).toMatchObject({ status });
  });

  it('finds nobody once the data are deleted or the week is over', async () => {
    const deleted = await readerWhoIs('active');
    const late = await readerWhoIs('pending');
    await web.post(`/r/${deleted.key}/delete`);
    web.setNow(new Date('2026-08-26T10:00:00Z'));

    const answers = [await web.post(`/r/${deleted.key}/confirm`), await web.post(`/r/${late.key}/confirm`)];

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });
});

describe('somebody else’s site', () => {
  it('is nowhere that an answer leads to', async () => {
    const { key } = await readerWhoIs('active');
    const tries = [
      '//evil.example',
      '/\\evil.example',
      '/%5Cevil.example',
      '/%2F%2Fevil.example/',
      '/papers///evil.example',
      '/papers/%2F%2Fevil.example',
      '/papers/2608.00001%0d%0aLocation:%20https://evil.example',
      '/subscriptions?next=https://evil.example',
      `/r/${key}?return=//evil.example`,
      `/r/${key}/pause/..%2f..%2f%2fevil.example`,
      `/r//evil.example/${key}`,
    ];

    for (const url of tries) {
      const { statusCode, headers } = await callWeb(web.app, { method: 'GET', url });
      const location = new Headers(headers).get('location');
      if (location !== null) expect(location).toMatch(/^\/(r\/[0-9a-f]{32}\.|#|papers\/\d)/);
      expect(statusCode).toBeLessThan(500);
    }
  });

  it('may read no answer, frame no page, and is told no address of one', async () => {
    const { key } = await readerWhoIs('active');
    for (const url of ['/', `/r/${key}/preferences`, `/api/r/${key}`, '/api/days', '/nothing']) {
      const answer = await callWeb(web.app, {
        method: 'GET',
        url,
        headers: { origin: 'https://evil.example' },
      });
      const headers = new Headers(answer.headers);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('set-cookie')).toBeNull();
    }
  });

  it('is in no mail, whatever host the request claims to be for', async () => {
    const body = Buffer.from(new URLSearchParams({ email: 'host@example.org' }).toString());
    await callWeb(web.app, {
      method: 'POST',
      url: '/subscriptions',
      headers: {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body,
    });

    const mail = Buffer.from(web.outbox.at(-1)!.raw).toString();
    expect(mail).toContain('https://papers.example.org/r/');
    expect(mail).not.toContain('evil.example');
  });
});

it('signing an active reader up again, by anybody, changes nothing that they chose', async () => {
  const { email } = await readerWhoIs('active');
  const before = await web.subscribers.get(subscriberId(email));

  await web.post('/subscriptions', { email, zone: 'Asia/Tokyo', hour: '3', frequency: 'weekly' });

  expect(await web.subscribers.get(subscriberId(email))).toEqual(before);
});
