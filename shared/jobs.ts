import * as z from 'zod';

/**
 * The queue messages. A message names things and carries no reader's data: whoever works on it reads the current
 * state. A new shape gets a new version beside the old one, for a deployment meets messages of the last one.
 */

/** One page of a slice: the readers of one (zone, hour, shard) that come due at the run's instant. Queue `slices`. */
export const sliceJobSchema = z.object({
  version: z.literal(1),
  kind: z.literal('slice'),
  /** The due instant, `2026-08-18T05:00Z`; also the run's id. */
  run: z.string(),
  /** `zone#hour#shard`, the key of the index. */
  slot: z.string(),
  /** The local date in the slot's zone that came due. */
  localDate: z.string(),
  /** The subscriber id to go on after, when an earlier invocation ran out of time. */
  after: z.string().optional(),
});
export type SliceJob = z.output<typeof sliceJobSchema>;

/** One digest for one subscriber. Queue `digests`. */
export const digestJobSchema = z.object({
  version: z.literal(1),
  kind: z.literal('digest'),
  run: z.string(),
  subscriber: z.string(),
  digest: z.string(),
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
  } catch (cause) {
    throw new UnreadableJobError('the message is not JSON', { cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new UnreadableJobError(`the message is not one of this version's: ${problems}`, {
    cause: result.error,
  });
}
