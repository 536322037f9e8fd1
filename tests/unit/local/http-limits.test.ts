import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type HttpApi, startHttpApi } from '../../../infra/local/http/http-api.ts';

let api: HttpApi | undefined;
afterEach(() => api?.stop());

async function start(limits: { bytes?: number; headTime?: number; wholeTime?: number } = {}) {
  const invoked: unknown[] = [];
  api = await startHttpApi(0, () => new Date(), {
    bytes: 1_000,
    headTime: 60_000,
    wholeTime: 60_000,
    ...limits,
  });
  api.connect(event => {
    invoked.push(event);
    return Promise.resolve({ statusCode: 200, body: 'ok' });
  });
  return { url: api.url, invoked };
}

/** Sends a part of a request, and nothing more; resolves to what came back before the server hung up. */
async function sendPart(url: string, part: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk;
  });
  const closed = new Promise<void>(resolve => {
    // A server that has heard enough may reset the connection.
    socket
      .on('error', () => undefined)
      .on('close', () => {
        resolve();
      });
  });
  await once(socket, 'connect');
  socket.write(part);
  await closed;
  return answer;
}

describe('a client of the local HTTP API', () => {
  test('that sends more than a request may hold is told so, and no function hears of it', async () => {
    const { url, invoked } = await start();

    const answers = await Promise.all(
      [1_000, 1_001, 6_000_000].map(bytes => fetch(url, { method: 'POST', body: 'x'.repeat(bytes) })),
    );

    expect(answers.map(answer => answer.status)).toEqual([200, 413, 413]);
    expect(invoked).toHaveLength(1);
  });

  test.each([
    ['head', { headTime: 100, wholeTime: 200 }, 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '],
    [
      'body',
      { headTime: 100, wholeTime: 200 },
      'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\nemail=',
    ],
  ])('that never ends its %s is hung up on, and others are served meanwhile', async (_, limits, part) => {
    const { url, invoked } = await start(limits);

    const slow = Promise.all(Array.from({ length: 20 }, () => sendPart(url, part)));
    const meanwhile = await fetch(url);
    const answers = await slow;

    expect(meanwhile.status).toBe(200);
    expect(new Set(answers.map(answer => answer.slice(0, 12)))).toEqual(new Set(['HTTP/1.1 408']));
    expect(invoked).toHaveLength(1);
  });

  test('that sends a head larger than any is refused', async () => {
    const { url, invoked } = await start();

    const answer = await sendPart(url, `GET / HTTP/1.1\r\nX-Large: ${'x'.repeat(100_000)}\r\n\r\n`);

    // Its answer, 431, may be lost when the rest of the head is still on its way.
    expect(answer).not.toMatch(/^HTTP\/1.1 200/);
    expect(invoked).toEqual([]);
  });
});
