import { buildApp } from 'fauxqs';
import * as z from 'zod';
import { openStores } from './fauxqs-parts.ts';
import { callerOf, type Fate, type Interference, type ServiceRequest } from './interference.ts';
import type { UsageCounter } from './usage.ts';

/** The one region and account of this machine; fauxqs knows no other account. */
export const region = 'us-east-1';
export const accountId = '000000000000';

/** How many messages a queue holds. */
export interface QueueDepth {
  readonly name: string;
  readonly visible: number;
  /** Received, and waiting for a function or for their visibility timeout. */
  readonly inFlight: number;
  readonly delayed: number;
}

export interface MessagingServer {
  readonly url: string;
  queueUrl(name: string): string;
  /** Creates the queue, or gives an existing one these attributes, as a deployment would. */
  putQueue(name: string, attributes: Readonly<Record<string, string>>): void;
  putTopic(name: string): void;
  putSubscription(topicArn: string, queueArn: string, attributes: Readonly<Record<string, string>>): void;
  depths(): readonly QueueDepth[];
  /** Publishes to a topic, as another AWS service does. */
  publish(topicArn: string, message: string): Promise<void>;
  /** Lets every long poll return at once. */
  endLongPolls(): void;
  stop(): Promise<void>;
}

const sqsRequestSchema = z.object({ VisibilityTimeout: z.number().optional() });
const snsRequestSchema = z.object({ Action: z.string(), TopicArn: z.string().optional() });

/** SQS and SNS on 127.0.0.1, kept in `directory`, counting requests into `usage`. */
export async function startMessagingServer(
  directory: string,
  usage: UsageCounter,
  interference: Interference,
): Promise<MessagingServer> {
  const { stores, persistence } = await openStores(directory);
  const { sqsStore, snsStore } = stores;
  const subscriptionsOf = (topicArn: string) =>
    [...snsStore.subscriptions.values()].filter(subscription => subscription.topicArn === topicArn);

  const app = buildApp({ logger: false, defaultRegion: region, stores });
  countRequests(app, usage, topicArn => subscriptionsOf(topicArn).length);
  app.addHook('preHandler', (request, _reply, done) => {
    makeVisibleSoon(request.body);
    done();
  });
  interfere(app, interference);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });

  const queueUrl = (name: string) => `${url}/${accountId}/${name}`;
  return {
    url,
    queueUrl,
    putQueue(name, attributes) {
      const known = sqsStore.getQueueByName(name);
      if (known === undefined) {
        const arn = `arn:aws:sqs:${region}:${accountId}:${name}`;
        sqsStore.createQueue(name, queueUrl(name), arn, { ...attributes });
      } else {
        known.setAttributes({ ...attributes });
      }
    },
    putTopic(name) {
      const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
      if (snsStore.getTopic(arn) === undefined) snsStore.createTopic(name, undefined, undefined, region);
    },
    putSubscription(topicArn, queueArn, attributes) {
      const known = subscriptionsOf(topicArn).find(subscription => subscription.endpoint === queueArn);
      if (known !== undefined) snsStore.unsubscribe(known.arn);
      snsStore.subscribe(topicArn, 'sqs', queueArn, { ...attributes });
    },
    depths() {
      sqsStore.processAllTimers();
      return [...sqsStore.allQueues()].map(queue => ({
        name: queue.name,
        visible: Number(queue.getAttribute('ApproximateNumberOfMessages')),
        inFlight: Number(queue.getAttribute('ApproximateNumberOfMessagesNotVisible')),
        delayed: Number(queue.getAttribute('ApproximateNumberOfMessagesDelayed')),
      }));
    },
    async publish(topicArn, message) {
      const form = new URLSearchParams({ Action: 'Publish', TopicArn: topicArn, Message: message });
      const answer = await app.inject({
        method: 'POST',
        url: '/',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: form.toString(),
      });
      if (answer.statusCode !== 200) throw new Error(`SNS refused a message: ${answer.body}`);
    },
    endLongPolls() {
      sqsStore.shutdown();
    },
    async stop() {
      sqsStore.shutdown();
      await app.close();
      persistence.close();
    },
  };
}

type App = ReturnType<typeof buildApp>;
type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Counts requests as AWS bills them. `queuesOf` tells how many queues a topic delivers to. */
function countRequests(app: App, usage: UsageCounter, queuesOf: (topicArn: string) => number): void {
  app.addHook('preHandler', (request, _reply, done) => {
    const action = sqsAction(request.headers['x-amz-target']);
    if (action !== undefined && action !== 'ReceiveMessage') usage.countRequest('sqs', action);
    const publication = snsRequestSchema.safeParse(request.body).data;
    if (publication !== undefined) {
      usage.countRequest('sns', publication.Action);
      // AWS charges each delivery to a queue as a request to SQS.
      if (publication.Action === 'Publish') {
        const deliveries = queuesOf(publication.TopicArn ?? '');
        usage.countRequest('sqs', 'SendMessage (by SNS)', deliveries);
      }
    }
    done();
  });
  app.addHook('onSend', (request, _reply, payload, done) => {
    // Long polls that end with nothing are what idling costs, not what a message costs.
    if (sqsAction(request.headers['x-amz-target']) === 'ReceiveMessage') {
      usage.countRequest('sqs', payload === '{}' ? 'ReceiveMessage (empty)' : 'ReceiveMessage');
    }
    done(null, payload);
  });
}

/** Lets requests of functions to SQS meet their fates; see `letHappen`, which fastify has no place for. */
function interfere(app: App, interference: Interference): void {
  const askedBy = (headers: Headers): ServiceRequest | undefined => {
    const action = sqsAction(headers['x-amz-target']);
    const caller = callerOf(String(headers['user-agent']));
    return action === undefined || caller === undefined ? undefined : { service: 'sqs', action, caller };
  };
  const met = new WeakMap<object, { readonly asked: ServiceRequest; readonly fate: Fate }>();
  app.addHook('preHandler', (request, reply, done) => {
    const asked = askedBy(request.headers);
    const fate: Fate = asked === undefined ? { kind: 'normal' } : interference.request(asked);
    if (asked !== undefined) met.set(request, { asked, fate });
    if (fate.kind === 'request-lost') {
      reply.hijack();
      request.raw.destroy();
    } else if (fate.kind === 'refused') {
      const { status, code, message } = fate.error;
      void reply.code(status).send({ __type: `com.amazonaws.sqs#${code}`, message });
    } else {
      done();
    }
  });
  app.addHook('onSend', (request, reply, payload, done) => {
    const { asked, fate } = met.get(request) ?? {};
    if (asked !== undefined && fate?.kind !== 'refused') interference.done(asked, reply.statusCode);
    if (fate?.kind === 'answer-lost') request.raw.destroy();
    done(null, payload);
  });
}

function sqsAction(target: string | string[] | undefined): string | undefined {
  return typeof target === 'string' ? target.replace('AmazonSQS.', '') : undefined;
}

/**
 * fauxqs cannot keep a message on disk whose visibility timeout is set to 0: its own statement violates its schema.
 * A millisecond means the same and takes the path that works.
 */
function makeVisibleSoon(body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  const entries: unknown[] = 'Entries' in body && Array.isArray(body.Entries) ? body.Entries : [body];
  for (const entry of entries) {
    if (typeof entry !== 'object' || entry === null) continue;
    if (sqsRequestSchema.safeParse(entry).data?.VisibilityTimeout !== 0) continue;
    Object.assign(entry, { VisibilityTimeout: 0.001 });
  }
}
