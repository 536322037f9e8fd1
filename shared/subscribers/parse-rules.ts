import type * as z from 'zod';
import { type Rules, rulesSchema, type TermKind, termKinds } from './rules.ts';

export const termSides = ['include', 'exclude'] as const;
export type TermSide = (typeof termSides)[number];

/** Where terms of one kind are written; named so in forms, and in the API's errors. */
export type TermField = `${TermSide}.${TermKind}`;
/** `rules` stands for all of them together: too many terms, or a field that there is not. */
export type RuleField = TermField | 'minUpvotes' | 'fillUp' | 'rules';

/** What is wrong, in words for the reader, by field. */
export type RuleProblems = Partial<Record<RuleField, string>>;

export type ParsedRules =
  | { readonly ok: true; readonly rules: Rules }
  | { readonly ok: false; readonly problems: RuleProblems };

/** So many wrong terms of one field are named; the rest are counted. */
const namedAtOnce = 3;
/** Characters of a wrong term that are repeated: enough to find it again. */
const quotedLength = 30;

export const termFields: readonly TermField[] = termSides.flatMap(side =>
  termKinds.map(kind => `${side}.${kind}` as const),
);

/** The terms that one field holds. */
export function termsIn(rules: Pick<Rules, TermSide>, field: TermField): readonly string[] {
  const [side, kind] = field.split('.') as [TermSide, TermKind];
  return rules[side][kind];
}

/** Reads rules as JSON has them; each wrong term is named by its beginning. */
export function parseRules(input: unknown): ParsedRules {
  const result = rulesSchema.safeParse(input);
  if (result.success) return { ok: true, rules: result.data };
  const byField = Map.groupBy(result.error.issues, issue => fieldOf(issue.path));
  const problems: RuleProblems = {};
  for (const [field, issues] of byField) problems[field] = inWords(issues, input);
  return { ok: false, problems };
}

function fieldOf([first, second]: readonly PropertyKey[]): RuleField {
  if (first === 'minUpvotes' || first === 'fillUp') return first;
  return termFields.find(field => field === `${String(first)}.${String(second)}`) ?? 'rules';
}

function inWords(issues: readonly z.core.$ZodIssue[], input: unknown): string {
  const messages = issues.slice(0, namedAtOnce).map(issue => messageOf(issue, input));
  const unnamed = issues.length - messages.length;
  return [...messages, ...(unnamed > 0 ? [`And ${unnamed} more like this.`] : [])].join(' ');
}

function messageOf(issue: z.core.$ZodIssue, input: unknown): string {
  if (issue.code === 'unrecognized_keys') return unknownFields(issue.keys, issue.path.length === 0);
  if (fieldOf(issue.path) === 'rules' && issue.code === 'invalid_type')
    return 'Give an object with the fields that rules have.';
  const term: unknown = issue.path.length === 3 ? valueAt(input, issue.path) : undefined;
  return typeof term === 'string' ? `“${quoted(term)}”: ${issue.message}` : issue.message;
}

function unknownFields(keys: readonly string[], onTop: boolean): string {
  const named = keys.slice(0, namedAtOnce).map(key => `“${quoted(key)}”`);
  const known = onTop ? Object.keys(rulesSchema.shape) : termKinds;
  return `There is no field ${named.join(', ')}. There are ${known.join(', ')}.`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

/** By code points, so that no character is cut in two. */
function quoted(term: string): string {
  const characters = Array.from(term.trim());
  if (characters.length <= quotedLength) return characters.join('');
  return `${characters.slice(0, quotedLength).join('').trimEnd()}…`;
}
