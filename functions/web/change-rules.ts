import { isSubscribed, type Preferences, type Subscriber } from '../../shared/subscribers/subscriber.ts';
import { changeReader } from './change-reader.ts';
import type { FindReaderDeps } from './find-reader.ts';
import {
  type ChosenPapers,
  type ChosenPapersInput,
  type ChosenPapersProblems,
  readChosenPapers,
} from './read-rules.ts';

export type RulesChange =
  | { readonly kind: 'saved'; readonly reader: Subscriber; readonly chosen: ChosenPapers }
  | { readonly kind: 'not-valid'; readonly reader: Subscriber; readonly problems: ChosenPapersProblems }
  /** The reader gets no digests any more; only a new sign-up helps. */
  | { readonly kind: 'inactive'; readonly reader: Subscriber };

/**
 * Replaces a reader's rules by what `inputFor` makes of their present preferences, and leaves hour and rhythm as they are.
 * Undefined when the link is nobody's.
 */
export function changeRules(
  key: string,
  inputFor: (stored: Preferences) => ChosenPapersInput,
  deps: FindReaderDeps,
): Promise<RulesChange | undefined> {
  return changeReader<RulesChange>(key, deps, async reader => {
    if (!isSubscribed(reader)) return { kind: 'inactive', reader };
    const read = readChosenPapers(inputFor(reader.preferences), reader.preferences);
    if (!read.ok) return { kind: 'not-valid', reader, problems: read.problems };
    const preferences = { ...reader.preferences, ...read.chosen };
    if (!(await deps.subscribers.savePreferences(reader, preferences))) return 'again';
    return { kind: 'saved', reader: { ...reader, preferences }, chosen: read.chosen };
  });
}
