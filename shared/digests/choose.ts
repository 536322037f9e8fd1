import { matchRules } from '../matching/match-rules.ts';
import { countTerms, noRules } from '../subscribers/rules.ts';
import type { Preferences } from '../subscribers/subscriber.ts';
import type { Catalogue } from './catalogue.ts';
import { selectDigest } from './select.ts';
import type { Past, Selection, SelectionInput } from './selection.ts';

/** Whose digest it is, which one, and what came before it. */
export interface DueReader extends Pick<SelectionInput, 'key' | 'weekly' | 'dueOn'> {
  readonly preferences: Pick<Preferences, 'maxPapers' | 'rules'>;
  readonly past: Past;
}

/** A reader who has not been sent anything. */
export const noPast: Past = { covered: new Map(), sent: new Map(), risen: new Set() };

/** Matches a reader's rules with the catalogue and chooses their papers. */
export function chooseDigest(
  { preferences: { maxPapers, rules = noRules }, ...due }: DueReader,
  catalogue: Catalogue,
): Selection {
  const hasTerms = countTerms(rules.include) + countTerms(rules.exclude) > 0;
  const matches: SelectionInput['matches'] = hasTerms ? matchRules(rules, catalogue.index) : new Map();
  return selectDigest({ ...due, maxPapers, rules, matches, catalogue });
}
