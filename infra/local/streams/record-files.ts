import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type StreamRecord, streamRecordSchema } from './stream-record.ts';

/**
 * A stream's records on disk: what was put there outlives the process, as it does on AWS. A batch that was handed over
 * but not finished when the process ended comes again.
 */
export interface RecordFiles {
  /** What earlier runs left, oldest first. */
  readonly left: readonly StreamRecord[];
  add(record: StreamRecord): void;
  /** Closes the batch of all records since the last one; `done` forgets it. */
  closeBatch(): { done(): void };
}

const open = 'open.jsonl';

export function openRecordFiles(directory: string): RecordFiles {
  mkdirSync(directory, { recursive: true });
  const left = readdirSync(directory)
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name => readRecords(join(directory, name)))
    .toSorted((one, other) => one.arrivedAt - other.arrivedAt);
  for (const name of readdirSync(directory)) rmSync(join(directory, name));
  const add = (record: StreamRecord) => {
    appendFileSync(join(directory, open), `${JSON.stringify(record)}\n`);
  };
  for (const record of left) add(record);
  let batches = 0;
  return {
    left,
    add,
    closeBatch() {
      batches += 1;
      const file = join(directory, `batch-${batches}.jsonl`);
      renameSync(join(directory, open), file);
      return {
        done() {
          rmSync(file, { force: true });
        },
      };
    },
  };
}

/** A line that the end of the process cut off was never acknowledged. */
function readRecords(file: string): StreamRecord[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map(line => streamRecordSchema.parse(JSON.parse(line)));
}
