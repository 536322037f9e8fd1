import type * as z from 'zod';

/** Settings of a stage that cannot be used. Each line of the message names the setting, what it got and what would do. */
export class StageSettingsError extends Error {
  override readonly name = 'StageSettingsError';
}

/**
 * Says what is wrong with a stage's settings, one line each: `stages.prod.schedule.settleHour: got 31, expected a UTC
 * hour, 0–23`. A schema's own message is what would do.
 */
export function describeProblems(prefix: string, settings: unknown, error: z.ZodError): string {
  return error.issues.flatMap(issue => describeProblem(prefix, settings, issue)).join('\n');
}

function describeProblem(prefix: string, settings: unknown, issue: z.core.$ZodIssue): string[] {
  const name = [prefix, ...issue.path].join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      key => `${name}.${key}: there is no such setting, expected it to be spelt otherwise or absent`,
    );
  return [`${name}: got ${show(valueAt(settings, issue.path))}, expected ${issue.message}`];
}

function valueAt(settings: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), settings);
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
