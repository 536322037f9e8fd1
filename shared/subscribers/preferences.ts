import * as z from 'zod';
import { addDays, isDay, localDate } from '../platform/calendar.ts';
import { type ParsedRules, parseRules, type RuleField } from './parse-rules.ts';
import type { Rules } from './rules.ts';
import { frequencies, mostPapersPerDigest, type Preferences } from './subscriber.ts';
import { canonicalZone } from './zones.ts';

type PreferenceField = keyof Preferences;

/** What is wrong, in words for the reader, by field; that of rules as `rules.include.phrases`. */
export type PreferenceProblems = Partial<
  Record<PreferenceField | `rules.${Exclude<RuleField, 'rules'>}`, string>
>;

export type ParsedPreferences =
  | { readonly ok: true; readonly preferences: Preferences }
  | { readonly ok: false; readonly problems: PreferenceProblems };

/** A mail’s link makes papers fewer down to these; who wants one or two says so on the preferences page. */
export const fewestPapers = 3;

/** The longest pause, in days. */
export const longestPause = 366;

/**
 * Reads preferences from a form's fields or from JSON: numbers may come as text. A field that is absent takes its value
 * from `defaults`; without one it is a problem. An empty or absent `pausedUntil` means no pause, an empty or absent
 * `quietNote` no note, and `rules` that are null none.
 */
export function parsePreferences(
  input: Readonly<Record<string, unknown>>,
  now: Date,
  defaults: Partial<Preferences> = {},
): ParsedPreferences {
  const { zone } = input;
  const today = localDate(now, (typeof zone === 'string' ? canonicalZone(zone) : undefined) ?? 'UTC');
  const result = inputSchema(today).safeParse({ ...defaults, ...withoutUndefined(input) });
  const rules = readRules(input['rules'], defaults.rules);
  if (result.success && rules.ok) {
    const { pausedUntil, quietNote, ...rest } = result.data;
    return {
      ok: true,
      preferences: {
        ...rest,
        ...(pausedUntil !== undefined && { pausedUntil }),
        ...(quietNote && { quietNote }),
        ...(rules.rules && { rules: rules.rules }),
      },
    };
  }
  const problems: PreferenceProblems = rules.ok ? {} : rules.problems;
  if (result.success) return { ok: false, problems };
  for (const issue of result.error.issues) {
    const field = issue.path[0];
    if (isField(field)) problems[field] ??= issue.message;
  }
  return { ok: false, problems };
}

/** As a form or JSON tells it. */
export const maxPapersSchema = wholeNumber(
  1,
  mostPapersPerDigest,
  `Choose from 1 to ${mostPapersPerDigest} papers.`,
);

function inputSchema(today: string) {
  return z.object({
    zone: z
      .string('Choose a time zone.')
      .transform(canonicalZone)
      .pipe(z.string('There is no such time zone. It should look like Europe/Berlin.')),
    hour: wholeNumber(0, 23, 'Choose an hour from 0 to 23.'),
    frequency: z.enum(frequencies, 'Choose daily, weekdays or weekly.'),
    weekday: wholeNumber(1, 7, 'Choose a day of the week, from 1 (Monday) to 7 (Sunday).'),
    maxPapers: maxPapersSchema,
    pausedUntil: z.preprocess(
      value => (value === null || value === '' ? undefined : value),
      z
        .string('Choose a date.')
        .refine(isDay, 'Choose a date that the calendar has, written like 2026-08-31.')
        .refine(
          date => !isDay(date) || (date > today && date <= addDays(today, longestPause)),
          'Choose a date after today and within a year.',
        )
        .optional(),
    ),
    quietNote: z.preprocess(
      value => (typeof value === 'string' ? checkbox.get(value) : (value ?? false)),
      z.boolean('Choose whether a note comes when there is nothing to send: true or false.'),
    ),
  });
}

/** What a form may send for a box: the browser's own word for a ticked one, and booleans as text. */
const checkbox = new Map([
  ['', false],
  ['false', false],
  ['true', true],
  ['on', true],
]);

type ReadRules =
  | { readonly ok: true; readonly rules: Rules | undefined }
  | { readonly ok: false; readonly problems: PreferenceProblems };

function readRules(input: unknown, otherwise: Rules | undefined): ReadRules {
  if (input === undefined) return { ok: true, rules: otherwise };
  if (input === null) return { ok: true, rules: undefined };
  const parsed: ParsedRules = parseRules(input);
  if (parsed.ok) return parsed;
  const { rules, ...ofFields } = parsed.problems;
  return {
    ok: false,
    problems: {
      ...(rules !== undefined && { rules }),
      ...Object.fromEntries(Object.entries(ofFields).map(([field, problem]) => [`rules.${field}`, problem])),
    },
  };
}

function wholeNumber(min: number, max: number, message: string) {
  const digits = z
    .string()
    .trim()
    .regex(/^\d{1,4}$/)
    .transform(Number);
  return z.union([z.number(), digits], message).pipe(z.int(message).min(min, message).max(max, message));
}

const fields = ['zone', 'hour', 'frequency', 'weekday', 'maxPapers', 'pausedUntil', 'quietNote'] as const;

function isField(name: unknown): name is PreferenceField {
  return fields.some(field => field === name);
}

function withoutUndefined(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
