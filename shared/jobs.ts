import * as z from 'zod';
import { isDay } from './platform/calendar.ts';
import { describeIssues } from './platform/describe-issues.ts';

/**
 * The queue messages. A message names things and carries no reader's data: whoever works on it reads the current
 * state. A new shape gets a new version beside the old one, for a deployment meets messages of the last one.
 */

// Whole names and no others: what they name is written, and what is written under half a name is never read again.
const day = z.string().refine(isDay, 'not a day');
const run = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\dZ$/)
  .refine(text => isDay(text.slice(0, 10)), 'not an instant');
const subscriber = z.string().regex(/^[0-9a-f]{32}$/);
const digest = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(-W(0[1-9]|[1-4]\d|5[0-3]))?$/)
  .refine(text => isDay(text.slice(0, 10)), 'not a date');
const slot = z
  .string()
  .max(80)
  .regex(/^[A-Za-z][\w+-]*(\/[\w+-]+){0,2}#(1?\d|2[0-3])#\d$/);

/** One page of a slice: the readers of one (zone, hour, shard) that come due at the run's instant. Queue `slices`. */
export const sliceJobSchema = z.object({
  version: z.literal(1),
  kind: z.literal('slice'),
  /** The due instant, `2026-08-18T05:00Z`; also the run's id. */
  run,
  /** `zone#hour#shard`, the key of the index. */
  slot,
  /** The local date in the slot's zone that came due. */
  localDate: day,
  /** The subscriber id to go on after, when an earlier invocation ran out of time. */
  after: subscriber.optional(),
});
export type SliceJob = z.output<typeof sliceJobSchema>;

/** One digest for one subscriber. Queue `digests`. */
export const digestJobSchema = z.object({
  version: z.literal(1),
  kind: z.literal('digest'),
  run,
  subscriber,
  digest,
  /** On a job that the operator queued again: it may show what became known up to this instant, after it was due. */
  knownAt: z.iso.datetime().optional(),
});
export type DigestJob = z.output<typeof digestJobSchema>;

/** A message that this version cannot read. It goes to the dead-letter queue: our own producer wrote it. */
export class UnreadableJobError extends Error {
  override readonly name = 'UnreadableJobError';
}

/** Parses a message body; throws UnreadableJobError naming what is wrong, never the body. */
export function parseJob<T extends z.ZodType>(schema: T, body: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Without its cause: a SyntaxError quotes the text, which a log then holds.
    throw new UnreadableJobError('the message is not JSON');
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = describeIssues(result.error);
  throw new UnreadableJobError(`the message is not one of this version's: ${problems}`, {
    cause: result.error,
  });
}
