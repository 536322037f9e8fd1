import { isSubscribed, type Preferences, type Subscriber } from '../../shared/subscribers/subscriber.ts';
import { changeReader } from './change-reader.ts';
import type { FindReaderDeps } from './find-reader.ts';

export type Adjustment =
  | {
      readonly kind: 'adjusted';
      /** As stored now. */
      readonly reader: Subscriber;
      /** The same object as the reader's when there was nothing to change. */
      readonly before: Preferences;
    }
  /** The reader gets no digests any more; only a new sign-up helps. */
  | { readonly kind: 'inactive'; readonly reader: Subscriber };

/**
 * Changes a reader's preferences by what they are. `adjust` gives the same object back when there is nothing to change.
 * Undefined when the link is nobody's.
 */
export function adjustPreferences(
  key: string,
  adjust: (preferences: Preferences) => Preferences,
  deps: FindReaderDeps,
): Promise<Adjustment | undefined> {
  return changeReader<Adjustment>(key, deps, async reader => {
    if (!isSubscribed(reader)) return { kind: 'inactive', reader };
    const before = reader.preferences;
    const preferences = adjust(before);
    if (preferences === before) return { kind: 'adjusted', reader, before };
    if (!(await deps.subscribers.savePreferences(reader, preferences))) return 'again';
    return { kind: 'adjusted', reader: { ...reader, preferences }, before };
  });
}
