import { join } from 'node:path';
import { systemClock } from '../../shared/platform/clock.ts';
import { provisionMessaging, provisionTables } from './provision.ts';
import { startDynamoServer } from './servers/dynamodb.ts';
import type { Interference } from './servers/interference.ts';
import { createLocalDynamoClient } from './servers/local-clients.ts';
import { type MessagingServer, startMessagingServer } from './servers/messaging.ts';
import { defaultLimits, type SesLimits } from './servers/ses/limits.ts';
import { type Outbox, openOutbox } from './servers/ses/outbox.ts';
import { openPendingEvents } from './servers/ses/pending-events.ts';
import { type SesServer, startSesServer } from './servers/ses/server.ts';
import { createUsageCounter, type UsageCounter } from './servers/usage.ts';
import { readSesAccount } from './ses-account.ts';
import { openStreams, type Streams } from './streams/streams.ts';
import type { Stack } from './template/assembly.ts';
import { type Deployment, deploy } from './template/deployment.ts';
import type { Undo } from './undo.ts';

/** AWS on this machine, with what the templates ask of it but the functions. */
export interface Cloud {
  readonly deployment: Deployment;
  readonly dynamoUrl: string;
  readonly messaging: MessagingServer;
  readonly streams: Streams;
  readonly ses: SesServer;
  readonly outbox: Outbox;
  readonly usage: UsageCounter;
}

export interface CloudOptions {
  readonly stateDirectory: string;
  readonly stacks: readonly Stack[];
  /** Where the HTTP API listens. */
  readonly webUrl: string;
  readonly ses: Partial<SesLimits>;
  readonly interference: Interference;
  /** Longest that a stream waits for a batch to fill, in seconds. */
  readonly streamInterval: number;
}

/** Starts the servers and creates the tables, queues, topics and mail identities. */
export async function startCloud(options: CloudOptions, undo: Undo): Promise<Cloud> {
  const { stateDirectory, streamInterval, interference } = options;
  const usage = createUsageCounter();
  const dynamo = await startDynamoServer(join(stateDirectory, 'dynamodb'), usage, interference);
  undo.add(() => dynamo.stop());
  const messaging = await startMessagingServer(join(stateDirectory, 'messaging'), usage, interference);
  undo.add(() => messaging.stop());

  const deployment = deploy(options.stacks, {
    queueUrl: name => messaging.queueUrl(name),
    webUrl: options.webUrl,
  });
  const client = createLocalDynamoClient(dynamo.url);
  await provisionTables(deployment, client);
  client.destroy();
  provisionMessaging(deployment, messaging);
  usage.reset();

  const streams = openStreams(deployment, { stateDirectory, usage, longestInterval: streamInterval });
  const outbox = await openOutbox(join(stateDirectory, 'outbox'));
  const ses = await startSesServer({
    account: readSesAccount(deployment),
    limits: { ...defaultLimits, ...options.ses },
    outbox,
    pendingEvents: await openPendingEvents(join(stateDirectory, 'outbox', 'events')),
    interference,
    usage,
    clock: systemClock,
    async publish(targetArn, message) {
      if (streams.has(targetArn)) streams.put(targetArn, `${message}\n`);
      else await messaging.publish(targetArn, message);
    },
  });
  undo.add(() => ses.stop());
  return { deployment, dynamoUrl: dynamo.url, messaging, streams, ses, outbox, usage };
}
