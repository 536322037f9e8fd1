import { type TermField, termFields, termsIn } from '../../shared/subscribers/parse-rules.ts';
import { termKinds } from '../../shared/subscribers/rules.ts';
import type { ChosenPapers, ChosenPapersInput } from './read-rules.ts';

export type RulesFormField = TermField | 'minUpvotes' | 'fillUp' | 'maxPapers';

/** What stands in each field of the form, as text: one term a line, `yes` or `no` for filling up. */
export type RulesForm = Readonly<Record<RulesFormField, string>>;

/** What the button that was pressed asks for. Only `save` keeps anything. */
export type RulesFormAction =
  | { readonly kind: 'save' }
  | { readonly kind: 'preview' }
  | { readonly kind: 'add' | 'remove'; readonly field: TermField; readonly term: string };

const fieldNames: readonly RulesFormField[] = [...termFields, 'minUpvotes', 'fillUp', 'maxPapers'];

export function formOf({ rules, maxPapers }: ChosenPapers): RulesForm {
  const terms = termFields.map(field => [field, termsIn(rules, field).join('\n')] as const);
  return {
    ...(Object.fromEntries(terms) as Record<TermField, string>),
    minUpvotes: String(rules.minUpvotes),
    fillUp: rules.fillUp ? 'yes' : 'no',
    maxPapers: String(maxPapers),
  };
}

/** What was sent; a field that was not keeps what the reader has. */
export function readRulesForm(fields: Readonly<Record<string, unknown>>, stored: RulesForm): RulesForm {
  const sent = fieldNames.flatMap(name => {
    const value = fields[name];
    return typeof value === 'string' ? [[name, value.replaceAll('\r\n', '\n')] as const] : [];
  });
  return { ...stored, ...Object.fromEntries(sent) };
}

export function readRulesFormAction(fields: Readonly<Record<string, unknown>>): RulesFormAction {
  if (fields['action'] === 'save') return { kind: 'save' };
  for (const kind of ['add', 'remove'] as const) {
    const named = readTerm(fields[kind]);
    if (named !== undefined) return { kind, ...named };
  }
  return { kind: 'preview' };
}

/** The form with the term of an `add` or `remove` button put into its field, or taken out. */
export function applyAction(form: RulesForm, action: RulesFormAction): RulesForm {
  if (action.kind === 'save' || action.kind === 'preview') return form;
  const { field, term } = action;
  const others = linesOf(form[field]).filter(line => line.toLowerCase() !== term.toLowerCase());
  return { ...form, [field]: (action.kind === 'add' ? [...others, term] : others).join('\n') };
}

const answers = new Map([
  ['yes', true],
  ['no', false],
]);

/** The value of a button that adds or removes a term. */
export function termButtonValue(field: TermField, term: string): string {
  return `${field}:${term}`;
}

export function inputOf(form: RulesForm): ChosenPapersInput {
  const termsOf = (side: 'include' | 'exclude') =>
    Object.fromEntries(termKinds.map(kind => [kind, linesOf(form[`${side}.${kind}`])]));
  return {
    rules: {
      include: termsOf('include'),
      exclude: termsOf('exclude'),
      minUpvotes: numberOf(form.minUpvotes),
      fillUp: answers.get(form.fillUp) ?? form.fillUp,
    },
    maxPapers: form.maxPapers,
  };
}

function readTerm(value: unknown): { field: TermField; term: string } | undefined {
  if (typeof value !== 'string') return undefined;
  const field = termFields.find(each => value.startsWith(`${each}:`));
  return field && { field, term: value.slice(field.length + 1).trim() };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

/** An empty field is no lower bound; what is no number stays as it is, and is refused. */
function numberOf(text: string): unknown {
  const digits = text.trim();
  if (digits === '') return 0;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : text;
}
