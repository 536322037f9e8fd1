import type { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import type { WebEnv } from '../../functions/web/http/web-env.ts';
import { toHttpEvent } from '../../infra/local/http/http-event.ts';

/** A request as it reaches the HTTP API; `url` is path and query as sent. */
export interface WebCall {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly clientAddress?: string;
}

export interface WebAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Calls the web function as Lambda does: the request becomes the API's event, decoded and encoded as the API does it. */
export async function callWeb(app: Hono<WebEnv>, call: WebCall): Promise<WebAnswer> {
  const { method, url, headers = {}, body = new Uint8Array(), clientAddress = '203.0.113.7' } = call;
  const event = toHttpEvent(
    {
      method,
      url,
      headers: { host: 'papers.example.org', ...headers },
      body: Buffer.from(body),
      clientAddress,
    },
    'request-1',
    new Date('2026-08-18T10:00:00Z'),
  );
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what functions/web/handler.ts uses, and why is said there.
  const lambda = handle(app) as unknown as (
    event: unknown,
  ) => Promise<WebAnswer & { isBase64Encoded: boolean }>;
  const answer = await lambda(event);
  return answer.isBase64Encoded ? { ...answer, body: Buffer.from(answer.body, 'base64').toString() } : answer;
}
