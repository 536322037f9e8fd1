import { setTimeout as pause } from 'node:timers/promises';
import type { Interference } from '../interference.ts';
import type { WritableOutbox } from './outbox.ts';
import type { PendingEvent, PendingEvents } from './pending-events.ts';

export interface Publisher {
  /** Hands a mail's events to their topics and streams, in order, and forgets them then. */
  readonly publish: (messageId: string, events: readonly PendingEvent[]) => void;
  /** Hands over what an earlier process could not, of the mails that it accepted. */
  publishLeft(): Promise<void>;
  /** How many mails have events that were not yet handed over. */
  readonly pending: () => number;
  /** Gives up those that are to come later; they stay on disk for the next start. */
  stop(): Promise<void>;
}

export interface PublisherDeps {
  readonly outbox: Pick<WritableOutbox, 'find'>;
  readonly pendingEvents: PendingEvents;
  readonly publish: (targetArn: string, message: string) => Promise<void>;
  readonly interference: Pick<Interference, 'event'>;
}

export function createPublisher({ outbox, pendingEvents, publish, interference }: PublisherDeps): Publisher {
  const pending = new Set<Promise<void>>();
  const stopping = new AbortController();

  const handOver = async ({ targetArn, event }: PendingEvent) => {
    for (const delay of interference.event()) {
      if (delay > 0) await pause(delay, undefined, { signal: stopping.signal });
      await publish(targetArn, JSON.stringify(event));
    }
  };

  const start = (messageId: string, events: readonly PendingEvent[]) => {
    const publication = Promise.all(events.map(handOver))
      .then(() => pendingEvents.forget(messageId))
      .catch((error: unknown) => {
        if (!stopping.signal.aborted)
          console.error('An SES event was not handed over; the next start will:', error);
      });
    pending.add(publication);
    void publication.finally(() => pending.delete(publication));
  };

  return {
    publish: start,
    async publishLeft() {
      for (const [messageId, events] of await pendingEvents.left()) {
        if (outbox.find(messageId) === undefined) await pendingEvents.forget(messageId);
        else start(messageId, events);
      }
    },
    pending: () => pending.size,
    async stop() {
      stopping.abort();
      await Promise.all(pending);
    },
  };
}
