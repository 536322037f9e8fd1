import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { changeReader } from './change-reader.ts';
import type { FindReaderDeps } from './find-reader.ts';

export interface Resubscription {
  /** `inactive`: mail to the address bounced, or its reader complained: no button brings that back. */
  readonly kind: 'resubscribed' | 'active' | 'inactive';
  /** As stored now. */
  readonly reader: Subscriber;
}

/**
 * Takes an unsubscribing back, with everything as it was. The link is proof enough: it was mailed to the address, as
 * that of a confirmation is.
 */
export function resubscribe(key: string, deps: FindReaderDeps): Promise<Resubscription | undefined> {
  return changeReader<Resubscription>(key, deps, async reader => {
    if (reader.status === 'active') return { kind: 'active', reader };
    if (reader.status !== 'unsubscribed') return { kind: 'inactive', reader };
    const { signedUpAgain: _, ...known } = reader;
    const done = await deps.subscribers.reactivate(reader, reader.preferences);
    return done ? { kind: 'resubscribed', reader: { ...known, status: 'active' } } : 'again';
  });
}
