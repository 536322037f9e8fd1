import * as z from 'zod';

/**
 * Names one digest of one subscriber: the local date it is due on (`2026-08-18`), or the Monday and number of its ISO
 * week (`2026-08-17-W34`). Sorts by date whatever the frequency, and fits SES's tag alphabet.
 */
export const digestKeySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}(-W\d{2})?$/);
export type DigestKey = z.output<typeof digestKeySchema>;

/** Whether the digest covers a week. */
export function isWeekly(key: DigestKey): boolean {
  return key.includes('-W');
}

/** The first local date that the digest belongs to. */
export function firstDate(key: DigestKey): string {
  return key.slice(0, 10);
}
