import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import createDynalite from 'dynalite';
import { isCharged, isWrite, unitsOf } from './consumed-capacity.ts';
import { type AskDynamo, createIndexMeter } from './index-meter.ts';
import { callerOf, type Interference, letHappen, type ServiceError } from './interference.ts';
import { parseJsonObject } from './json.ts';
import type { UsageCounter } from './usage.ts';

export interface DynamoServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** What dynalite's request handler reads of a request and does to a response. */
type DynaliteHandler = (request: DynaliteRequest, response: DynaliteResponse) => void;
interface DynaliteRequest extends Readable {
  method?: string;
  url?: string;
  headers?: IncomingHttpHeaders;
}
interface DynaliteResponse {
  statusCode: number;
  setHeader(name: string, value: string | number): void;
  end(body?: string): void;
}

interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string | number>;
  readonly body: string;
}

/**
 * DynamoDB on 127.0.0.1, kept in `directory`. Every request goes through a layer that asks dynalite for the consumed
 * capacity, adds it to `usage`, and hands on the answer that the client asked for.
 */
export async function startDynamoServer(
  directory: string,
  usage: UsageCounter,
  interference: Interference,
): Promise<DynamoServer> {
  const server = createDynalite({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  // dynalite's server has one listener for requests: the handler that `DynaliteHandler` describes.
  const [dynalite] = server.listeners('request') as DynaliteHandler[];
  if (dynalite === undefined) throw new Error('dynalite has no request handler: has its version changed?');
  server.removeAllListeners('request');
  const meter = createMeter(dynalite, usage);
  server.on('request', (request, response) => {
    void serve(meter, interference, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

type Meter = (method: string, url: string, headers: IncomingHttpHeaders, body: string) => Promise<Answer>;

function createMeter(dynalite: DynaliteHandler, usage: UsageCounter): Meter {
  const ask: AskDynamo = async (action, headers, request) => {
    const target = { ...headers, 'x-amz-target': `DynamoDB_20120810.${action}` };
    return parseJsonObject((await replay(dynalite, 'POST', '/', target, JSON.stringify(request))).body);
  };
  const meterIndexes = createIndexMeter(ask, usage);

  return async (method, url, headers, body) => {
    const action = actionOf(headers);
    const request = action === undefined ? undefined : parseJsonObject(body);
    if (action === undefined || request === undefined) return replay(dynalite, method, url, headers, body);
    usage.countRequest('dynamodb', action);
    if (!isCharged(action)) return replay(dynalite, method, url, headers, body);

    const asked = JSON.stringify({ ReturnConsumedCapacity: 'TOTAL', ...request });
    const work = () => replay(dynalite, method, url, headers, asked);
    const answer = isWrite(action) ? await meterIndexes(action, headers, request, work) : await work();
    const answered = parseJsonObject(answer.body);
    usage.countUnits(unitsOf(action, answered));
    if ('ReturnConsumedCapacity' in request || answered === undefined) return answer;
    const { ConsumedCapacity: _ours, ...wanted } = answered;
    return { ...answer, body: JSON.stringify(wanted) };
  };
}

/** Lets dynalite answer a request whose body has been read already. */
function replay(
  dynalite: DynaliteHandler,
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
  body: string,
): Promise<Answer> {
  const request: DynaliteRequest = Object.assign(Readable.from(body === '' ? [] : [Buffer.from(body)]), {
    method,
    url,
    headers,
  });
  return new Promise(resolve => {
    const answerHeaders = new Map<string, string | number>();
    dynalite(request, {
      statusCode: 200,
      setHeader(name, value) {
        answerHeaders.set(name.toLowerCase(), value);
      },
      end(text = '') {
        resolve({ status: this.statusCode, headers: answerHeaders, body: text });
      },
    });
  });
}

function actionOf(headers: IncomingHttpHeaders): string | undefined {
  return /^DynamoDB_\d+\.(\w+)$/.exec(String(headers['x-amz-target']))?.[1];
}

function errorAnswer({ status, code, message }: ServiceError): Answer {
  return {
    status,
    headers: new Map([['content-type', 'application/x-amz-json-1.0']]),
    body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message }),
  };
}

async function serve(
  meter: Meter,
  interference: Interference,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const body = (await buffer(request)).toString();
    const { headers } = request;
    const asked = {
      service: 'dynamodb',
      action: actionOf(headers) ?? '',
      caller: callerOf(headers['user-agent']),
    } as const;
    const arrival = await letHappen<Answer>(interference, asked, {
      work: () => meter(request.method ?? '', request.url ?? '/', headers, body),
      refuse: errorAnswer,
    });
    if (arrival.kind === 'reset') response.destroy();
    if (arrival.kind !== 'answer') return;
    const { answer } = arrival;
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.setHeader('content-length', Buffer.byteLength(answer.body));
    response.setHeader('x-amz-crc32', crc32(answer.body));
    response.writeHead(answer.status).end(answer.body);
  } catch (error) {
    response.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
