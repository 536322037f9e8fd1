import { type ParsedRules, parseRules, type RuleProblems } from '../../shared/subscribers/parse-rules.ts';
import { maxPapersSchema } from '../../shared/subscribers/preferences.ts';
import { noRules, type Rules } from '../../shared/subscribers/rules.ts';
import type { Preferences } from '../../shared/subscribers/subscriber.ts';

/** What is previewed and saved together: which papers, and how many of them. */
export interface ChosenPapers {
  readonly rules: Rules;
  readonly maxPapers: number;
}

/** As a form or JSON tells it; what is absent stays as the reader has it. */
export interface ChosenPapersInput {
  readonly rules?: unknown;
  readonly maxPapers?: unknown;
}

export type ChosenPapersProblems = RuleProblems & { maxPapers?: string };

export type ReadChosenPapers =
  | { readonly ok: true; readonly chosen: ChosenPapers }
  | { readonly ok: false; readonly problems: ChosenPapersProblems };

export function chosenPapers({ rules = noRules, maxPapers }: Preferences): ChosenPapers {
  return { rules, maxPapers };
}

export function readChosenPapers(input: ChosenPapersInput, stored: Preferences): ReadChosenPapers {
  const known = chosenPapers(stored);
  const rules: ParsedRules =
    input.rules === undefined ? { ok: true, rules: known.rules } : parseRules(input.rules);
  const maxPapers = maxPapersSchema.safeParse(input.maxPapers ?? known.maxPapers);
  if (rules.ok && maxPapers.success)
    return { ok: true, chosen: { rules: rules.rules, maxPapers: maxPapers.data } };
  const wrongNumber = maxPapers.error?.issues[0]?.message;
  return {
    ok: false,
    problems: {
      ...(rules.ok ? {} : rules.problems),
      ...(wrongNumber !== undefined && { maxPapers: wrongNumber }),
    },
  };
}
