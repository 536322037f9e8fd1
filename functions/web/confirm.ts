import { awaitingConfirmation, type Subscriber } from '../../shared/subscribers/subscriber.ts';
import { changeReader } from './change-reader.ts';
import type { FindReaderDeps } from './find-reader.ts';

export interface Confirmation {
  /** `inactive`: unsubscribed, bounced or complained since; only a new sign-up helps. */
  readonly kind: 'confirmed' | 'already-confirmed' | 'inactive';
  /** As stored now. */
  readonly reader: Subscriber;
}

/** `asked`: the rhythm of the latest sign-up. `before`: that of a reader who comes back, as it was. */
export type ConfirmedChoice = 'asked' | 'before';

/**
 * Makes an active reader of one who signed up, or signed up again. Twice is fine: mail scanners and impatient people press
 * buttons too.
 */
export function confirm(
  key: string,
  deps: FindReaderDeps,
  choice: ConfirmedChoice = 'asked',
): Promise<Confirmation | undefined> {
  return changeReader<Confirmation>(key, deps, async reader => {
    if (reader.status === 'active') return { kind: 'already-confirmed', reader };
    const asked = awaitingConfirmation(reader);
    if (asked === undefined) return { kind: 'inactive', reader };
    const preferences = choice === 'before' ? reader.preferences : asked;
    const { signedUpAgain: _, ...known } = reader;
    const confirmed =
      reader.status === 'pending'
        ? await deps.subscribers.activate(reader)
        : await deps.subscribers.reactivate(reader, preferences);
    return confirmed ? { kind: 'confirmed', reader: { ...known, status: 'active', preferences } } : 'again';
  });
}
