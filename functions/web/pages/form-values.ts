import type { PreferenceProblems } from '../../../shared/subscribers/preferences.ts';
import type { Preferences } from '../../../shared/subscribers/subscriber.ts';
import type { Field } from './fields.ts';

/** What was typed into a form that had problems, kept so that nobody has to type it again. */
export interface Entered<Problems = PreferenceProblems> {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly problems: Problems;
}

/** The preferences that one field of a form holds; the rules take several. */
export type SingleField = Exclude<keyof Preferences, 'rules'>;

/** A field's value: what was typed, or else what is stored. */
export function fieldOf(name: SingleField, entered: Entered, stored: Partial<Preferences>): Field {
  return {
    value: typedText(entered.fields[name]) ?? String(stored[name] ?? ''),
    problem: entered.problems[name],
  };
}

/** The same for a box: browsers send nothing for one that is not ticked. */
export function boxOf(name: SingleField, entered: Entered, stored: Partial<Preferences>): Field {
  const sent = Object.keys(entered.fields).length > 0;
  return sent ? fieldOf(name, entered, {}) : fieldOf(name, entered, stored);
}

export function typedText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
