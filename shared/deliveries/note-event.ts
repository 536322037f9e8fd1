import type { Clock } from '../platform/clock.ts';
import type { DueDigest } from './account.ts';
import type { Delivery } from './delivery.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { MailEvent } from './mail-event.ts';
import { applyEvent } from './mail-event.ts';

export interface NoteEventDeps {
  readonly ledger: Pick<LedgerStore, 'get' | 'replace'>;
  readonly clock: Clock;
}

/** Somebody else changed the line each time it was read. Whoever holds the message tries again. */
export class ContestedDeliveryError extends Error {
  override readonly name = 'ContestedDeliveryError';
}

/** A line changes a few times while it is being sent; more rounds than that are a fault. */
const mostRounds = 5;

/**
 * Brings a line up to what SES did with its mail, whatever else happens to the line meanwhile. Writes only what
 * changes. `known` is the line as the caller wrote it, which saves reading it.
 */
export async function noteEvent(
  { subscriber, digest }: DueDigest,
  event: MailEvent,
  { ledger, clock }: NoteEventDeps,
  known?: Delivery,
): Promise<'changed' | 'unchanged' | 'no-such-delivery'> {
  let line = known ?? (await ledger.get(subscriber, digest));
  for (let round = 0; round < mostRounds; round += 1) {
    if (line === undefined) return 'no-such-delivery';
    const next = applyEvent(line, event, clock());
    if (next === undefined) return 'unchanged';
    if (await ledger.replace(line, next)) return 'changed';
    line = await ledger.get(subscriber, digest);
  }
  throw new ContestedDeliveryError(`the line of ${digest} of subscriber ${subscriber} kept changing`);
}
