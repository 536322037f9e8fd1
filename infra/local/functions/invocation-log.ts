import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkerFailure } from './worker-messages.ts';

/** What set a function off. */
export type Trigger = 'queue' | 'stream' | 'schedule' | 'http' | 'direct';

/** One invocation, running or over. */
export interface Invocation {
  readonly requestId: string;
  readonly trigger: Trigger;
  /** ISO instant. */
  readonly startedAt: string;
  /** A process was started for it. */
  readonly coldStart: boolean;
  readonly lines: readonly string[];
  /** Absent while it runs. */
  readonly ended?: { readonly milliseconds: number; readonly failure?: WorkerFailure };
}

/** An invocation being written down. */
export interface InvocationRecorder {
  addLine(line: string): void;
  end(milliseconds: number, failure: WorkerFailure | undefined): void;
}

/** The invocations of one function: the latest in memory, all in a file. */
export interface InvocationLog {
  begin(start: Omit<Invocation, 'lines' | 'ended'>): InvocationRecorder;
  /** Newest first. */
  recent(): readonly Invocation[];
  /** Resolves when everything so far is in the file. */
  flush(): Promise<void>;
}

const kept = 50;
const keptLines = 500;

/** Keeps a function's invocations in `directory`/`functionName`.log. */
export async function openInvocationLog(directory: string, functionName: string): Promise<InvocationLog> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, `${functionName}.log`);
  const invocations: Invocation[] = [];
  let written = Promise.resolve();
  const write = (text: string) => {
    written = written
      .then(() => appendFile(file, `${text}\n`))
      .catch((error: unknown) => {
        console.error(`${file} cannot be written:`, error);
      });
  };
  return {
    begin(start) {
      const lines: string[] = [];
      let invocation: Invocation = { ...start, lines };
      invocations.unshift(invocation);
      invocations.length = Math.min(invocations.length, kept);
      write(`START RequestId: ${start.requestId} at ${start.startedAt} (${start.trigger})`);
      return {
        addLine(line) {
          if (lines.length < keptLines) lines.push(line);
          write(line);
        },
        end(milliseconds, failure) {
          const position = invocations.indexOf(invocation);
          invocation = { ...invocation, ended: { milliseconds, ...(failure !== undefined && { failure }) } };
          if (position !== -1) invocations[position] = invocation;
          if (failure !== undefined) write(JSON.stringify(failure));
          write(`END RequestId: ${start.requestId} Duration: ${milliseconds.toFixed(0)} ms`);
        },
      };
    },
    recent: () => [...invocations],
    flush: () => written,
  };
}
