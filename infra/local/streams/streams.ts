import { join } from 'node:path';
import { systemClock } from '../../../shared/platform/clock.ts';
import type { FunctionRunner } from '../functions/function-runner.ts';
import { isFunction } from '../functions/read-functions.ts';
import type { UsageCounter } from '../servers/usage.ts';
import { StartUpError } from '../start-up-error.ts';
import type { Deployment } from '../template/deployment.ts';
import { deliveryStreamKind } from '../template/resources/firehose.ts';
import { bucketKind } from '../template/resources/s3.ts';
import { openBucketFolder } from './bucket-folder.ts';
import { openRecordFiles } from './record-files.ts';
import { createStream } from './stream.ts';

/** What a stream holds. */
export interface StreamDepth {
  /** Its construct path: `SendEvents/Stream`. */
  readonly name: string;
  /** Records that wait for their batch to fill, or are being worked on. */
  readonly pending: number;
}

/** The template's streams. They take records at once, and hand them on when their functions are there. */
export interface Streams {
  has(arn: string): boolean;
  put(arn: string, data: string): void;
  start(runners: readonly FunctionRunner[]): void;
  depths(): readonly StreamDepth[];
  stop(): Promise<void>;
}

export interface StreamsOptions {
  readonly stateDirectory: string;
  readonly usage: UsageCounter;
  /** Seconds; where it is shorter than the template's, it counts. */
  readonly longestInterval: number;
}

const mebibyte = 2 ** 20;
/** The names under which `usage` counts what AWS has as the metric `ExecuteProcessing.Success` of AWS/Firehose. */
const processed = 'ExecuteProcessing';
const notProcessed = 'ExecuteProcessing (failed)';
/** Firehose charges a record by started five KiB. (Its pricing page.) */
const chargedBytes = 5 * 1024;

export function openStreams(deployment: Deployment, options: StreamsOptions): Streams {
  const { stateDirectory, usage, longestInterval } = options;
  const opened = deployment.all(deliveryStreamKind).map(({ name, path, attribute, properties }) => {
    const { BucketARN, Prefix, ErrorOutputPrefix, ProcessingConfiguration } =
      properties.ExtendedS3DestinationConfiguration;
    const [{ Parameters: processor }] = ProcessingConfiguration.Processors;
    const streamArn = attribute('Arn');
    const stream = createStream(
      {
        name: path,
        interval: Math.min(processor.BufferIntervalInSeconds, longestInterval),
        size: processor.BufferSizeInMBs * mebibyte,
        transformation: {
          streamArn,
          retries: processor.NumberOfRetries,
          prefix: Prefix,
          errorPrefix: ErrorOutputPrefix,
        },
      },
      {
        files: openRecordFiles(join(stateDirectory, 'streams', name)),
        bucket: openBucketFolder(join(stateDirectory, 'buckets', bucketNamed(deployment, BucketARN))),
        clock: systemClock,
      },
    );
    return { name: path, stream, streamArn, functionArn: processor.LambdaArn };
  });
  const streamAt = (arn: string) => opened.find(({ streamArn }) => streamArn === arn)?.stream;

  return {
    has: arn => streamAt(arn) !== undefined,
    put(arn, data) {
      usage.countRequest('firehose', 'PutRecordBatch');
      usage.countStreamed(Math.ceil(Buffer.byteLength(data) / chargedBytes) * chargedBytes);
      streamAt(arn)?.put(data);
    },
    start(runners) {
      for (const { name, stream, functionArn } of opened) {
        const runner = runnerOf(runners, functionArn, name);
        stream.start(async event => {
          usage.countRequest('firehose', processed);
          try {
            return await runner.invoke(event, 'stream');
          } catch (error) {
            usage.countRequest('firehose', notProcessed);
            throw error;
          }
        });
      }
    },
    depths: () => opened.map(({ name, stream }) => ({ name, pending: stream.pending() })),
    async stop() {
      await Promise.all(opened.map(({ stream }) => stream.stop()));
    },
  };
}

function runnerOf(
  runners: readonly FunctionRunner[],
  functionArn: string,
  streamName: string,
): FunctionRunner {
  const runner = runners.find(({ definition }) => isFunction(definition, functionArn));
  if (runner !== undefined) return runner;
  throw new StartUpError(
    `The stream ${streamName} names the function ${functionArn}, which the template does not define.`,
  );
}

function bucketNamed(deployment: Deployment, arn: string): string {
  const bucket = deployment.all(bucketKind).find(({ attribute }) => attribute('Arn') === arn);
  if (bucket === undefined)
    throw new StartUpError(`The template streams into the bucket ${arn}, which it does not define.`);
  return bucket.name;
}
