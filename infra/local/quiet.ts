import type { QueueDepth } from './servers/messaging.ts';
import type { StreamDepth } from './streams/streams.ts';

/** The system did not come to rest in time; the message names what was left. */
export class NotQuietError extends Error {
  override readonly name = 'NotQuietError';
}

/** What may still be going on, as of now. */
export interface Bustle {
  /** Invocations that run or wait, by function. */
  readonly invocations: ReadonlyMap<string, number>;
  /** The queues that functions read. */
  readonly queues: readonly QueueDepth[];
  readonly streams: readonly StreamDepth[];
  /** SES events on their way to their topic or stream. */
  readonly events: number;
}

const pause = 20;

/** Waits until nothing goes on; see `LocalSystem.waitUntilQuiet`. */
export async function waitUntilQuiet(
  look: () => Bustle,
  { timeout, hidden = 'wait' }: { timeout: number; hidden?: 'wait' | 'ignore' },
): Promise<void> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const left = describe(look(), hidden === 'wait');
    if (left.length === 0) return;
    if (Date.now() > deadline) {
      throw new NotQuietError(`After ${(timeout / 1000).toFixed(0)} s there is still: ${left.join(', ')}`);
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}

function describe({ invocations, queues, streams, events }: Bustle, countHidden: boolean): readonly string[] {
  const running = [...invocations].filter(([, count]) => count > 0);
  const waiting = queues.map(({ name, visible, delayed, inFlight }) => ({
    name,
    count: visible + delayed + (countHidden ? inFlight : 0),
  }));
  return [
    ...running.map(([name, count]) => `${name} working on ${count}`),
    ...waiting.filter(({ count }) => count > 0).map(({ name, count }) => `${count} in ${name}`),
    ...streams.filter(({ pending }) => pending > 0).map(({ name, pending }) => `${pending} in ${name}`),
    ...(events > 0 ? [`${events} SES events on their way`] : []),
  ];
}
