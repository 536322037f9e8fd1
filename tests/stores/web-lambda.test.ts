import { handle } from 'hono/aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { type WebUnderTest, webOnDynamo } from '../support/web.ts';

let dynamo: TestDynamo;
let web: WebUnderTest;

beforeAll(async () => {
  dynamo = await startDynamo();
  web = webOnDynamo(dynamo, { signUpMaxima: { perClientPerHour: 1, perHour: 1_000 } });
});

afterAll(() => dynamo.close());

interface Call {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
  readonly base64?: boolean;
  readonly sourceIp?: string;
}

/** Calls the app as the HTTP API does, with an event of payload version 2.0. */
async function call({ method, path, type, body, base64 = false, sourceIp = '203.0.113.7' }: Call) {
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    // A forged header: only the API's own word counts.
    headers: {
      host: 'papers.example.org',
      'x-forwarded-for': `${Math.random()}`,
      ...(type && { 'content-type': type }),
    },
    requestContext: {
      domainName: 'papers.example.org',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: 'test' },
    },
    body: body ?? null,
    isBase64Encoded: base64,
  };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what functions/web/handler.ts uses, and why is said there.
  const lambda = handle(web.app) as unknown as (event: unknown) => Promise<{
    statusCode: number;
    body: string;
    isBase64Encoded: boolean;
    headers: Record<string, string>;
    cookies?: string[];
  }>;
  return lambda(event);
}

const form = 'application/x-www-form-urlencoded';

describe('as the HTTP API calls it', () => {
  it('counts clients by the address that the API saw, whatever headers say', async () => {
    const signUp = (email: string, sourceIp: string) =>
      call({
        method: 'POST',
        path: '/subscriptions',
        type: form,
        body: new URLSearchParams({ email }).toString(),
        sourceIp,
      });

    const first = await signUp('one@example.org', '192.0.2.1');
    const second = await signUp('two@example.org', '192.0.2.1');
    const elsewhere = await signUp('three@example.org', '192.0.2.2');

    expect([first.statusCode, second.statusCode, elsewhere.statusCode]).toEqual([200, 429, 200]);
  });

  it.each([
    ['urlencoded', form, 'List-Unsubscribe=One-Click'],
    [
      'multipart',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    ],
  ])('takes a one-click POST, %s, plain and in Base64', async (encoding, type, body) => {
    const email = `${encoding}@example.org`;
    await call({
      method: 'POST',
      path: '/api/subscriptions',
      type: 'application/json',
      body: JSON.stringify({ email }),
      sourceIp: `192.0.2.${encoding.length}`,
    });
    const key = readerKey((await web.subscribers.get(subscriberId(email)))!);
    const path = `/r/${key}/unsubscribe`;

    const plain = await call({ method: 'POST', path, type, body });
    const encoded = await call({
      method: 'POST',
      path,
      type,
      body: Buffer.from(body).toString('base64'),
      base64: true,
    });

    expect([plain.statusCode, encoded.statusCode]).toEqual([200, 200]);
    expect(plain.cookies ?? []).toEqual([]);
    expect((await web.subscribers.get(subscriberId(email)))?.status).toBe('unsubscribed');
  });

  it.each(['/', '/health', '/api/nope', '/assets/style.css', '/assets/icon.svg'])(
    'answers %s as text',
    async path => {
      const answer = await call({ method: 'GET', path });

      expect(answer.isBase64Encoded).toBe(false);
      expect(answer.body).not.toBe('');
    },
  );
});
