import type { MessagingServer, QueueDepth } from './servers/messaging.ts';
import type { Deployment } from './template/deployment.ts';
import { eventSourceKind } from './template/resources/lambda.ts';
import { queueKind } from './template/resources/sqs.ts';

/** The template's queues under their construct paths (`Mailer/Digests/Queue`). */
export interface QueueView {
  all(): readonly QueueDepth[];
  /** Those that feed a function; the others are dead-letter queues. */
  consumed(): readonly QueueDepth[];
}

export function createQueueView(deployment: Deployment, messaging: MessagingServer): QueueView {
  const queues = deployment.all(queueKind);
  const sources = new Set(deployment.all(eventSourceKind).map(({ properties }) => properties.EventSourceArn));
  const depthsOf = (wanted: typeof queues) => {
    const depths = new Map(messaging.depths().map(depth => [depth.name, depth]));
    return wanted.map(({ name, path }) => ({
      ...(depths.get(name) ?? { visible: 0, inFlight: 0, delayed: 0 }),
      name: path,
    }));
  };
  const consumed = queues.filter(({ attribute }) => sources.has(attribute('Arn')));
  return { all: () => depthsOf(queues), consumed: () => depthsOf(consumed) };
}
