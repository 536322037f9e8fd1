import type { FirehoseTransformationEvent } from 'aws-lambda';
import * as z from 'zod';
import { region } from '../servers/messaging.ts';

/** A record as a stream keeps it until its function has seen it. */
export const streamRecordSchema = z.object({
  recordId: z.string(),
  /** Milliseconds since the epoch. */
  arrivedAt: z.number(),
  /** Base64. */
  data: z.string(),
});
export type StreamRecord = z.output<typeof streamRecordSchema>;

/** The event in which Firehose hands a batch to its transformation. */
export function toTransformationEvent(
  records: readonly StreamRecord[],
  deliveryStreamArn: string,
  invocationId: string,
): FirehoseTransformationEvent {
  return {
    invocationId,
    deliveryStreamArn,
    region,
    records: records.map(({ recordId, arrivedAt, data }) => ({
      recordId,
      approximateArrivalTimestamp: arrivedAt,
      data,
    })),
  };
}

const answerSchema = z.object({
  records: z.array(
    z.object({
      recordId: z.string(),
      result: z.enum(['Ok', 'Dropped', 'ProcessingFailed']),
      data: z.string().optional(),
    }),
  ),
});

/** What became of a batch. */
export interface Transformed {
  /** For the destination, in base64. */
  readonly kept: readonly string[];
  readonly failed: readonly StreamRecord[];
}

/** Reads the function's answer. A record that it does not speak of, like any of an answer that cannot be read, failed. */
export function readTransformation(records: readonly StreamRecord[], answer: unknown): Transformed {
  const answered = answerSchema.safeParse(answer).data?.records ?? [];
  const results = new Map(answered.map(each => [each.recordId, each]));
  return {
    kept: records.flatMap(({ recordId }) => {
      const { result, data } = results.get(recordId) ?? {};
      return result === 'Ok' && data !== undefined ? [data] : [];
    }),
    failed: records.filter(({ recordId }) => {
      const { result, data } = results.get(recordId) ?? {};
      return result !== 'Dropped' && (result !== 'Ok' || data === undefined);
    }),
  };
}
