import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Clock } from '../../../../shared/platform/clock.ts';
import { callerOf, type Interference, letHappen } from '../interference.ts';
import type { UsageCounter } from '../usage.ts';
import type { SesAccount } from './account.ts';
import { actions, sendingActions } from './actions.ts';
import { createSendingLimiter, type SesLimits } from './limits.ts';
import type { WritableOutbox } from './outbox.ts';
import type { PendingEvents } from './pending-events.ts';
import { createPublisher } from './publish-events.ts';
import { answerXml, errorXml, members, type Parameters, parseParameters } from './query-protocol.ts';
import type { SendDeps } from './send.ts';
import { SesError } from './ses-error.ts';

export interface SesServerOptions {
  readonly account: SesAccount;
  readonly limits: SesLimits;
  readonly outbox: WritableOutbox;
  readonly pendingEvents: PendingEvents;
  readonly usage: UsageCounter;
  readonly clock: Clock;
  /** Where all events of all destinations leave SES: `targetArn` is a topic or a stream. */
  readonly publish: (targetArn: string, message: string) => Promise<void>;
  readonly interference: Interference;
}

export interface SesServer {
  readonly url: string;
  /** How many events were not yet handed to their topic or stream. */
  pendingEvents(): number;
  stop(): Promise<void>;
}

/** SES v1 on 127.0.0.1: the Query protocol, form-encoded in and XML out. Mails stay in the outbox. */
export async function startSesServer(options: SesServerOptions): Promise<SesServer> {
  const publisher = createPublisher(options);
  const deps: SendDeps = {
    ...options,
    newId: newMessageId,
    limiter: createSendingLimiter(options.limits, options.clock, sentBefore(options.outbox)),
    keepEvents: (messageId, events) => options.pendingEvents.keep(messageId, events),
    publish: publisher.publish,
  };
  await publisher.publishLeft();
  const throttle = createActionThrottle(options.clock);
  const server = createServer((request, response) => {
    void serve(request, response, options.interference, parameters =>
      answer(parameters, deps, options.usage, throttle),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    pendingEvents: publisher.pending,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await publisher.stop();
    },
  };
}

interface Answer {
  readonly status: number;
  readonly xml: string;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  interference: Interference,
  work: (parameters: Parameters) => Promise<Answer>,
): Promise<void> {
  const parameters = parseParameters(await text(request));
  const asked = {
    service: 'ses',
    action: parameters.get('Action') ?? '',
    caller: callerOf(request.headers['user-agent']),
  } as const;
  const [to] = members(parameters, 'Destinations');
  const arrival = await letHappen<Answer>(interference, asked, {
    ...(to !== undefined && { to }),
    work: () => work(parameters),
    refuse: ({ status, code, message }) => ({ status, xml: errorXml(code, message, randomUUID()) }),
  });
  if (arrival.kind === 'reset') response.destroy();
  if (arrival.kind !== 'answer') return;
  const { status, xml } = arrival.answer;
  response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': randomUUID() }).end(xml);
}

async function answer(
  parameters: Parameters,
  deps: SendDeps,
  usage: UsageCounter,
  throttle: (action: string) => void,
): Promise<Answer> {
  const requestId = randomUUID();
  try {
    const name = parameters.get('Action') ?? '';
    usage.countRequest('ses', name);
    const action = actions[name];
    if (action === undefined) throw new SesError('InvalidAction', `Could not find operation ${name}`);
    throttle(name);
    return { status: 200, xml: answerXml(name, await action(parameters, deps), requestId) };
  } catch (error) {
    if (error instanceof SesError)
      return { status: 400, xml: errorXml(error.code, error.message, requestId) };
    console.error('The local SES failed:', error);
    return { status: 500, xml: errorXml('InternalFailure', 'The local SES failed.', requestId) };
  }
}

/** All actions but those that send share one request a second, with room for a short burst at cold starts. */
function createActionThrottle(clock: Clock): (action: string) => void {
  const burst = 5;
  let tokens = burst;
  let last = clock().getTime();
  return action => {
    if (sendingActions.has(action)) return;
    const now = clock().getTime();
    tokens = Math.min(burst, tokens + (now - last) / 1000);
    last = now;
    if (tokens < 1) throw new SesError('Throttling', 'Rate exceeded');
    tokens -= 1;
  };
}

function sentBefore(outbox: WritableOutbox): readonly { at: number; recipients: number }[] {
  return outbox.list().map(({ acceptedAt, to }) => ({ at: Date.parse(acceptedAt), recipients: to.length }));
}

/** Looks like SES's: sorts by time, and fits a file name. */
function newMessageId(): string {
  return `0100${Date.now().toString(16).padStart(12, '0')}-${randomUUID()}-000000`;
}
