import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FirehoseTransformationEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { FunctionError } from '../../../infra/local/functions/function-error.ts';
import { openBucketFolder } from '../../../infra/local/streams/bucket-folder.ts';
import { openRecordFiles } from '../../../infra/local/streams/record-files.ts';
import { createStream } from '../../../infra/local/streams/stream.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daily-papers-stream-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function openStream({ interval = 0, size = 1_000_000 }: { interval?: number; size?: number } = {}) {
  return createStream(
    {
      name: 'Events/Stream',
      interval,
      size,
      transformation: {
        streamArn: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/events',
        retries: 1,
        prefix: 'kept/',
        errorPrefix: 'failed/!{firehose:error-output-type}/',
      },
    },
    {
      files: openRecordFiles(join(directory, 'stream')),
      bucket: openBucketFolder(join(directory, 'bucket')),
      clock: () => new Date('2026-08-18T05:00:00Z'),
    },
  );
}

type Answer = (event: FirehoseTransformationEvent) => unknown;
type Result = 'Ok' | 'Dropped' | 'ProcessingFailed';

/** A function that answers each record with the same result, and what it was handed. */
function transformation(answer: Answer) {
  const batches: string[][] = [];
  const invoke = async (event: unknown) => {
    const batch = event as FirehoseTransformationEvent;
    batches.push(batch.records.map(({ data }) => Buffer.from(data, 'base64').toString()));
    return Promise.resolve(answer(batch));
  };
  return { batches, invoke };
}
const each =
  (result: Result): Answer =>
  ({ records }) => ({ records: records.map(({ recordId, data }) => ({ recordId, result, data })) });
const failing = () => {
  throw new FunctionError('Events', { errorType: 'Error', errorMessage: 'no SQS' });
};

const atRest = (stream: { pending(): number }) =>
  vi.waitFor(
    () => {
      expect(stream.pending()).toBe(0);
    },
    { timeout: 5_000 },
  );
const objects = async (prefix: string) => {
  const names = await readdir(join(directory, 'bucket'), { recursive: true }).catch(() => []);
  const files = names.filter(name => name.startsWith(prefix) && name.includes('2026-08-18T'));
  return Promise.all(files.map(name => readFile(join(directory, 'bucket', name), 'utf8')));
};

describe('a stream hands over', () => {
  it('what came within its interval, in one batch and in Firehose’s shape', async () => {
    const seen: FirehoseTransformationEvent[] = [];
    const { batches, invoke } = transformation(event => {
      seen.push(event);
      return each('Dropped')(event);
    });
    const stream = openStream();
    stream.start(invoke);

    stream.put('one');
    stream.put('two');
    await atRest(stream);

    expect(batches).toEqual([['one', 'two']]);
    expect(seen[0]).toMatchObject({
      deliveryStreamArn: 'arn:aws:firehose:us-east-1:000000000000:deliverystream/events',
      region: 'us-east-1',
      records: [{ approximateArrivalTimestamp: Date.parse('2026-08-18T05:00:00Z') }, {}],
    });
    expect(await objects('')).toEqual([]);
  });

  it('a batch that is full before its interval is over', async () => {
    const { batches, invoke } = transformation(each('Dropped'));
    const stream = openStream({ interval: 60, size: 6 });
    stream.start(invoke);

    for (const data of ['one', 'two', 'three']) stream.put(data);

    expect(batches).toEqual([['one', 'two']]);
    await vi.waitFor(() => {
      expect(stream.pending()).toBe(1);
    });
    await stream.stop();
  });

  it('what was put before its function was there', async () => {
    const { batches, invoke } = transformation(each('Dropped'));
    const stream = openStream();
    stream.put('early');

    stream.start(invoke);
    await atRest(stream);

    expect(batches).toEqual([['early']]);
  });
});

describe('after a restart', () => {
  it('what waited comes, and what was done does not come again', async () => {
    const before = openStream();
    const first = transformation(each('Dropped'));
    before.start(first.invoke);
    before.put('done');
    await atRest(before);
    before.put('waits');
    await before.stop();

    const after = openStream();
    const { batches, invoke } = transformation(each('Dropped'));
    after.start(invoke);
    await atRest(after);

    expect(batches).toEqual([['waits']]);
  });

  it('a batch whose function the end cut off comes again', async () => {
    const before = openStream();
    const cut = Promise.withResolvers<unknown>();
    before.start(() => cut.promise);
    before.put('cut off');
    await new Promise(resolve => setTimeout(resolve, 20));
    const stopped = before.stop();
    cut.reject(new FunctionError('Events', { errorType: 'Local.Stopped', errorMessage: 'stopping' }));
    await stopped;

    const after = openStream();
    const { batches, invoke } = transformation(each('Dropped'));
    after.start(invoke);
    await atRest(after);

    expect(batches).toEqual([['cut off']]);
  });
});

describe('the bucket gets', () => {
  it('what the function leaves, under the prefix', async () => {
    const stream = openStream();
    stream.start(transformation(each('Ok')).invoke);

    stream.put('one\n');
    stream.put('two\n');
    await atRest(stream);

    expect(await objects('kept/')).toEqual(['one\ntwo\n']);
  });

  const failureSchema = z.object({
    attemptsMade: z.number(),
    errorCode: z.string(),
    rawData: z.string().transform(data => Buffer.from(data, 'base64').toString()),
  });

  it.each<[string, Answer, number, string]>([
    ['says that it failed', each('ProcessingFailed'), 1, 'Lambda.ProcessingFailedStatus'],
    ['does not speak of it', () => ({ records: [] }), 1, 'Lambda.ProcessingFailedStatus'],
    ['answers nothing', () => null, 1, 'Lambda.ProcessingFailedStatus'],
    ['fails each time', failing, 2, 'Lambda.FunctionError'],
  ])('a record whose function %s, under the prefix of errors', async (_, answer, attempts, code) => {
    const stream = openStream();
    stream.start(transformation(answer).invoke);

    stream.put('bad luck');
    await atRest(stream);

    const [object = ''] = await objects('failed/processing-failed/');
    expect(failureSchema.parse(JSON.parse(object))).toEqual({
      attemptsMade: attempts,
      errorCode: code,
      rawData: 'bad luck',
    });
  });
});
