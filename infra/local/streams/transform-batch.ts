import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../../shared/platform/clock.ts';
import { FunctionError } from '../functions/function-error.ts';
import type { BucketFolder } from './bucket-folder.ts';
import { readTransformation, type StreamRecord, toTransformationEvent } from './stream-record.ts';

/** What a stream does with its batches. */
export interface Transformation {
  readonly streamArn: string;
  /** Invocations after one that failed. */
  readonly retries: number;
  readonly prefix: string;
  /** With `!{firehose:error-output-type}` where the kind of failure goes. */
  readonly errorPrefix: string;
}

export interface TransformDeps {
  readonly invoke: (event: unknown) => Promise<unknown>;
  readonly bucket: BucketFolder;
  readonly clock: Clock;
  readonly isStopped: () => boolean;
}

/** Between attempts, in milliseconds. */
const retryPause = 500;

/**
 * Has the function work on a batch, as often as the stream retries, and writes what it leaves or fails on to the bucket.
 * False when the system ended meanwhile, so that the batch has to come again.
 */
export async function transformBatch(
  records: readonly StreamRecord[],
  transformation: Transformation,
  deps: TransformDeps,
): Promise<boolean> {
  const answer = await untilAnswered(records, transformation, deps);
  if (answer === undefined) return false;
  const { bucket, clock } = deps;
  const { kept, failed } = readTransformation(records, answer.value);
  const content = kept.map(data => Buffer.from(data, 'base64').toString()).join('');
  bucket.write(transformation.prefix, clock(), content);
  const errorPrefix = transformation.errorPrefix.replaceAll(
    '!{firehose:error-output-type}',
    'processing-failed',
  );
  bucket.write(errorPrefix, clock(), failed.map(record => failureLine(record, answer, clock())).join(''));
  return true;
}

interface Answer {
  readonly attempts: number;
  /** Undefined when the function failed each time. */
  readonly value: unknown;
  readonly error?: FunctionError;
}

async function untilAnswered(
  records: readonly StreamRecord[],
  { streamArn, retries }: Transformation,
  { invoke, isStopped }: TransformDeps,
): Promise<Answer | undefined> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return { attempts, value: await invoke(toTransformationEvent(records, streamArn, randomUUID())) };
    } catch (error) {
      if (isStopped()) return undefined;
      if (!(error instanceof FunctionError)) throw error;
      if (attempts > retries) return { attempts, value: undefined, error };
      await pause(retryPause, undefined, { ref: false });
    }
  }
}

/** A record as Firehose keeps it that its function did not work on, one JSON document a line. */
function failureLine({ arrivedAt, data }: StreamRecord, { attempts, error }: Answer, now: Date): string {
  const document = {
    attemptsMade: attempts,
    arrivalTimestamp: arrivedAt,
    errorCode: error === undefined ? 'Lambda.ProcessingFailedStatus' : 'Lambda.FunctionError',
    errorMessage: error?.message ?? 'The function said that it failed, or did not speak of the record.',
    attemptEndingTimestamp: now.getTime(),
    rawData: data,
  };
  return `${JSON.stringify(document)}\n`;
}
