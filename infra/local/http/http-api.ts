import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../../shared/platform/clock.ts';
import { FunctionError } from '../functions/function-error.ts';
import {
  entityTooLarge,
  type HttpAnswer,
  internalError,
  serviceUnavailable,
  toHttpAnswer,
} from './http-answer.ts';
import { toHttpEvent } from './http-event.ts';
import { closeServer, listenLocally } from './listen.ts';

/** What an HTTP API takes of a client: its own limits, for whoever sends slowly or much would else hold a connection. */
export interface HttpLimits {
  /** The largest body. */
  readonly bytes: number;
  /** Milliseconds until the request's head is in, and until all of it is. */
  readonly headTime: number;
  readonly wholeTime: number;
}

/** An HTTP API answers after 30 s at the latest, whatever it waits for. */
const usualLimits: HttpLimits = { bytes: 10 * 1024 * 1024, headTime: 10_000, wholeTime: 30_000 };

export type InvokeWeb = (event: unknown) => Promise<unknown>;

export interface HttpApi {
  /** Without a trailing slash. */
  readonly url: string;
  /** Requests are turned away with 503 until a function is there to take them. */
  connect(invoke: InvokeWeb): void;
  stop(): Promise<void>;
}

/** An HTTP API on 127.0.0.1. It listens before the functions exist, because they are told its address. */
export async function startHttpApi(
  port: number,
  clock: Clock,
  limits: HttpLimits = usualLimits,
): Promise<HttpApi> {
  let invoke: InvokeWeb | undefined;
  const timeouts = {
    headersTimeout: limits.headTime,
    requestTimeout: limits.wholeTime,
    connectionsCheckingInterval: Math.min(limits.headTime, 1_000),
  };
  const server = createServer(timeouts, (request, response) => {
    void serve(request, response);
  });
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const answer = await answerRequest(request, invoke, clock, limits).catch(() => internalError);
    response.writeHead(answer.status, {
      ...toNodeHeaders(answer),
      'content-length': answer.body.byteLength,
    });
    response.end(request.method === 'HEAD' ? undefined : answer.body);
  };
  const actualPort = await listenLocally(server, port, '--port');
  return {
    url: `http://127.0.0.1:${actualPort}`,
    connect(next) {
      invoke = next;
    },
    stop: () => closeServer(server),
  };
}

async function answerRequest(
  request: IncomingMessage,
  invoke: InvokeWeb | undefined,
  clock: Clock,
  limits: HttpLimits,
): Promise<HttpAnswer> {
  const body = await readBody(request, limits.bytes);
  if (body === undefined) return entityTooLarge;
  if (invoke === undefined) return serviceUnavailable;
  const event = toHttpEvent(
    {
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers,
      body,
      clientAddress: request.socket.remoteAddress ?? '127.0.0.1',
    },
    randomUUID(),
    clock(),
  );
  try {
    return toHttpAnswer(await invoke(event));
  } catch (error) {
    return error instanceof FunctionError && error.type === 'Sandbox.Timedout'
      ? serviceUnavailable
      : internalError;
  }
}

/** Undefined when it is too large; the rest is then read and dropped, so that the client gets the answer. */
async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk as Uint8Array);
    bytes += buffer.byteLength;
    if (bytes <= mostBytes) chunks.push(buffer);
  }
  return bytes > mostBytes ? undefined : Buffer.concat(chunks);
}

function toNodeHeaders({ headers }: HttpAnswer): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}
