import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { changeReader } from './change-reader.ts';
import type { FindReaderDeps } from './find-reader.ts';

export interface Confirmation {
  /** `inactive`: unsubscribed, bounced or complained since; only a new sign-up helps. */
  readonly kind: 'confirmed' | 'already-confirmed' | 'inactive';
  readonly reader: Subscriber;
}

/** Makes a pending reader an active one. Twice is fine: mail scanners and impatient people press buttons too. */
export function confirm(key: string, deps: FindReaderDeps): Promise<Confirmation | undefined> {
  return changeReader<Confirmation>(key, deps, async reader => {
    if (reader.status === 'active') return { kind: 'already-confirmed', reader };
    if (reader.status !== 'pending') return { kind: 'inactive', reader };
    return (await deps.subscribers.activate(reader)) ? { kind: 'confirmed', reader } : 'again';
  });
}
