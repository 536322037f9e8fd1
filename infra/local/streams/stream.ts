import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../shared/platform/clock.ts';
import type { BucketFolder } from './bucket-folder.ts';
import type { RecordFiles } from './record-files.ts';
import type { StreamRecord } from './stream-record.ts';
import { type Transformation, transformBatch } from './transform-batch.ts';

/** A Firehose stream of the template, whose records go through a function into a bucket. */
export interface StreamDefinition {
  /** Its construct path: `SendEvents/Stream`. */
  readonly name: string;
  /** Seconds after which a batch is handed over that is not full. */
  readonly interval: number;
  /** Bytes that make a batch full. */
  readonly size: number;
  readonly transformation: Transformation;
}

export interface StreamDeps {
  readonly files: RecordFiles;
  readonly bucket: BucketFolder;
  readonly clock: Clock;
}

type Invoke = (event: unknown) => Promise<unknown>;

export interface Stream {
  /** Takes a record; it is safe on disk when this returns. */
  put(data: string): void;
  /** Begins to hand batches to the function. */
  start(invoke: Invoke): void;
  /** Records that wait or are being worked on. */
  pending(): number;
  /** Hands nothing over any more; resolves when the batches in work are done. What waits stays on disk. */
  stop(): Promise<void>;
}

export function createStream(definition: StreamDefinition, { files, bucket, clock }: StreamDeps): Stream {
  const { name, interval, size, transformation } = definition;
  let waiting: StreamRecord[] = [...files.left];
  let bytes = sizeOf(waiting);
  let invoke: Invoke | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const inWork = new Map<Promise<void>, number>();
  const isStopped = () => stopped;

  const handOver = (call: Invoke) => {
    clearTimeout(timer);
    timer = undefined;
    const records = waiting;
    waiting = [];
    bytes = 0;
    const batch = files.closeBatch();
    const work = transformBatch(records, transformation, { invoke: call, bucket, clock, isStopped })
      .then(finished => {
        if (finished) batch.done();
      })
      .catch((error: unknown) => {
        console.error(`A batch of ${name} comes again at the next start:`, error);
      })
      .finally(() => inWork.delete(work));
    inWork.set(work, records.length);
  };

  const handOverWhenDue = () => {
    if (stopped || invoke === undefined || waiting.length === 0) return;
    if (bytes >= size) handOver(invoke);
    else timer ??= setTimeout(handOver, interval * 1000, invoke);
  };

  return {
    put(data) {
      const record = {
        recordId: randomUUID(),
        arrivedAt: clock().getTime(),
        data: Buffer.from(data).toString('base64'),
      };
      files.add(record);
      waiting.push(record);
      bytes += sizeOf([record]);
      handOverWhenDue();
    },
    start(call) {
      invoke = call;
      handOverWhenDue();
    },
    pending: () => [...inWork.values()].reduce((total, count) => total + count, waiting.length),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(inWork.keys());
    },
  };
}

function sizeOf(records: readonly StreamRecord[]): number {
  return records.reduce((total, { data }) => total + Buffer.byteLength(data, 'base64'), 0);
}
