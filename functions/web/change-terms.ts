import { assertNever } from '../../shared/platform/never.ts';
import { type Rules, type TermKind, type Terms, termKinds } from '../../shared/subscribers/rules.ts';

/**
 * `include`, `exclude`: put it there, and take it from the other side. `drop`: take it from what is asked for. `clear`:
 * take it from both sides.
 */
const changes = ['include', 'exclude', 'drop', 'clear'] as const;

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
  return Object.values(fields).flatMap(value => readTermChange(value) ?? []);
}

function readTermChange(value: unknown): TermChange | undefined {
  const [, named, kindNamed, term] =
    typeof value === 'string' ? (/^(\w+)\.(\w+):(.+)$/.exec(value) ?? []) : [];
  const change = changes.find(each => each === named);
  const kind = termKinds.find(each => each === kindNamed);
  return change === undefined || kind === undefined || term === undefined
    ? undefined
    : { change, kind, term };
}

/** A change that was made, and the one that restores what was there before. */
export interface UndoableChange {
  readonly done: TermChange;
  readonly undo: TermChange;
}

/** What takes changes of these rules back. */
export function undoOf(before: Rules, made: readonly TermChange[]): UndoableChange[] {
  return made.map(done => {
    const { kind, term } = done;
    const asked = writtenAs(before.include, kind, term);
    const leftOut = writtenAs(before.exclude, kind, term);
    if (asked !== undefined) return { done, undo: { change: 'include', kind, term: asked } };
    if (leftOut !== undefined) return { done, undo: { change: 'exclude', kind, term: leftOut } };
    return { done, undo: { change: 'clear', kind, term } };
  });
}

/** As a form carries them: `done-0`, `undo-0`, `done-1`, … */
export function readUndoableChanges(fields: Readonly<Record<string, unknown>>): UndoableChange[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const [, number] = /^done-(\d+)$/.exec(name) ?? [];
    const done = number === undefined ? undefined : readTermChange(value);
    const undo = number === undefined ? undefined : readTermChange(fields[`undo-${number}`]);
    return done === undefined || undo === undefined ? [] : [{ done, undo }];
  });
}

/** Those whose term is still where the change put it: whatever was said of a term since stays. */
export function stillStanding(rules: Rules, made: readonly UndoableChange[]): UndoableChange[] {
  // Nothing that was asked for was left out as well: what is dropped was on neither side then.
  return made.filter(({ done }) =>
    isMade(rules, done.change === 'drop' ? { ...done, change: 'clear' } : done),
  );
}

/** The rules with these changes. Making them twice is the same as once. */
export function changeTerms(rules: Rules, wanted: readonly TermChange[]): Rules {
  return wanted.reduce(changeTerm, rules);
}

/** The same object when there is nothing to change. */
function changeTerm(rules: Rules, wanted: TermChange): Rules {
  return isMade(rules, wanted) ? rules : makeChange(rules, wanted);
}

function isMade({ include, exclude }: Rules, { change, kind, term }: TermChange): boolean {
  const [asked, leftOut] = [hasTerm(include, kind, term), hasTerm(exclude, kind, term)];
  switch (change) {
    case 'include':
      return asked && !leftOut;
    case 'exclude':
      return leftOut && !asked;
    case 'drop':
      return !asked;
    case 'clear':
      return !asked && !leftOut;
    default:
      return assertNever(change);
  }
}

function makeChange(rules: Rules, { change, kind, term }: TermChange): Rules {
  const included = withoutTerm(rules.include, kind, term);
  const excluded = withoutTerm(rules.exclude, kind, term);
  switch (change) {
    case 'include':
      return { ...rules, include: withTerm(rules.include, kind, term), exclude: excluded };
    case 'exclude':
      return { ...rules, include: included, exclude: withTerm(rules.exclude, kind, term) };
    case 'drop':
      return { ...rules, include: included };
    case 'clear':
      return { ...rules, include: included, exclude: excluded };
    default:
      return assertNever(change);
  }
}

export function hasTerm(terms: Terms, kind: TermKind, term: string): boolean {
  return writtenAs(terms, kind, term) !== undefined;
}

function writtenAs(terms: Terms, kind: TermKind, term: string): string | undefined {
  return terms[kind].find(known => known.toLowerCase() === term.toLowerCase());
}

function withTerm(terms: Terms, kind: TermKind, term: string): Terms {
  return hasTerm(terms, kind, term) ? terms : { ...terms, [kind]: [...terms[kind], term] };
}

function withoutTerm(terms: Terms, kind: TermKind, term: string): Terms {
  return { ...terms, [kind]: terms[kind].filter(known => known.toLowerCase() !== term.toLowerCase()) };
}
