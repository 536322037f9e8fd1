import { assertNever } from '../../shared/platform/never.ts';
import { type Rules, type TermKind, type Terms, termKinds } from '../../shared/subscribers/rules.ts';

/** `include`, `exclude`: put it there, and take it from the other side. `drop`: take it from what is asked for. */
const changes = ['include', 'exclude', 'drop'] as const;

export interface TermChange {
  readonly change: (typeof changes)[number];
  readonly kind: TermKind;
  readonly term: string;
}

/** As a box of a form carries it: `include.phrases:diffusion model`. */
export function formatTermChange({ change, kind, term }: TermChange): string {
  return `${change}.${kind}:${term}`;
}

/** The ticked boxes of a form. What is no such value is no box of ours. */
export function readTermChanges(fields: Readonly<Record<string, unknown>>): TermChange[] {
  return Object.values(fields).flatMap(value => {
    const [, named, kindNamed, term] =
      typeof value === 'string' ? (/^(\w+)\.(\w+):(.+)$/.exec(value) ?? []) : [];
    const change = changes.find(each => each === named);
    const kind = termKinds.find(each => each === kindNamed);
    return change === undefined || kind === undefined || term === undefined ? [] : [{ change, kind, term }];
  });
}

/** The rules with these changes. Making them twice is the same as once. */
export function changeTerms(rules: Rules, wanted: readonly TermChange[]): Rules {
  return wanted.reduce(changeTerm, rules);
}

function changeTerm(rules: Rules, { change, kind, term }: TermChange): Rules {
  const included = withoutTerm(rules.include, kind, term);
  const excluded = withoutTerm(rules.exclude, kind, term);
  switch (change) {
    case 'include':
      return { ...rules, include: withTerm(rules.include, kind, term), exclude: excluded };
    case 'exclude':
      return { ...rules, include: included, exclude: withTerm(rules.exclude, kind, term) };
    case 'drop':
      return { ...rules, include: included };
    default:
      return assertNever(change);
  }
}

export function hasTerm(terms: Terms, kind: TermKind, term: string): boolean {
  return terms[kind].some(known => known.toLowerCase() === term.toLowerCase());
}

function withTerm(terms: Terms, kind: TermKind, term: string): Terms {
  return hasTerm(terms, kind, term) ? terms : { ...terms, [kind]: [...terms[kind], term] };
}

function withoutTerm(terms: Terms, kind: TermKind, term: string): Terms {
  return { ...terms, [kind]: terms[kind].filter(known => known.toLowerCase() !== term.toLowerCase()) };
}
