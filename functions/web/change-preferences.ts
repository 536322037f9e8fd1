import {
  type ParsedPreferences,
  type PreferenceProblems,
  parsePreferences,
} from '../../shared/subscribers/preferences.ts';
import { isSubscribed, type Preferences, type Subscriber } from '../../shared/subscribers/subscriber.ts';
import { changeReader } from './change-reader.ts';
import type { WebDeps } from './deps.ts';

export type PreferencesChange =
  | { readonly kind: 'saved'; readonly reader: Subscriber; readonly preferences: Preferences }
  | { readonly kind: 'not-valid'; readonly reader: Subscriber; readonly problems: PreferenceProblems }
  /** The reader gets no digests any more; only a new sign-up helps. */
  | { readonly kind: 'inactive'; readonly reader: Subscriber };

/**
 * Replaces a reader's preferences by what a form or JSON body says; every field but the pause must be there. Rules that
 * are not mentioned stay as they are.
 */
export function changePreferences(
  key: string,
  input: Readonly<Record<string, unknown>>,
  deps: Pick<WebDeps, 'subscribers' | 'clock'>,
): Promise<PreferencesChange | undefined> {
  return changeReader<PreferencesChange>(key, deps, async reader => {
    if (!isSubscribed(reader)) return { kind: 'inactive', reader };
    const { rules } = reader.preferences;
    const parsed: ParsedPreferences = parsePreferences(input, deps.clock(), rules && { rules });
    if (!parsed.ok) return { kind: 'not-valid', reader, problems: parsed.problems };
    const { preferences } = parsed;
    const saved = await deps.subscribers.savePreferences(reader, preferences);
    return saved ? { kind: 'saved', reader, preferences } : 'again';
  });
}
