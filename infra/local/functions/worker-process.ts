import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import type { FunctionDefinition } from './function-definition.ts';

import {
  endOfOutput,
  type InvokeMessage,
  type WorkerFailure,
  type WorkerMessage,
} from './worker-messages.ts';

/** How one invocation ended. `answer` is JSON. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'failed'; readonly failure: WorkerFailure };

export interface WorkerProcess {
  readonly pid: number | undefined;
  /** False once the process has ended or was told to. */
  isAlive(): boolean;
  /** Works on one invocation; `onLine` gets each line that it writes. Never rejects; one call at a time. */
  invoke(message: Omit<InvokeMessage, 'deadline'>, onLine: (line: string) => void): Promise<Outcome>;
  /** Ends the process at once and resolves when it is gone. */
  kill(): Promise<void>;
}

const failureSchema = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).optional(),
});

const workerMessageSchema: z.ZodType<WorkerMessage> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('init-failed'), failure: failureSchema }),
  z.object({ kind: z.literal('answered'), answer: z.string() }),
  z.object({ kind: z.literal('failed'), failure: failureSchema }),
]);

/** In MiB. V8 would let the young objects of each of these many processes grow to a hundred before it looks at them. */
const youngSpace = 4;

/** Lambda gives a function this long to load before its first invocation, in milliseconds. */
const initTimeout = 10_000;

/**
 * Starts a process for a function; `workerFile` is what `compileWorker` made. It loads the bundle while the caller gets
 * ready to invoke it.
 */
export function startWorker(definition: FunctionDefinition, workerFile: string): WorkerProcess {
  const child = fork(workerFile, [definition.bundle, definition.exportName], {
    env: { ...definition.environment },
    execArgv: [`--max-old-space-size=${definition.memorySize}`, `--max-semi-space-size=${youngSpace}`],
    execPath: process.execPath,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = readOutput(child);
  const closed = untilClosed(child);
  let killed = false;
  const kill = () => {
    killed = true;
    child.kill('SIGKILL');
    return closed;
  };
  const loaded = nextMessage(child, closed);

  return {
    pid: child.pid,
    isAlive: () => !killed && child.exitCode === null && child.signalCode === null,
    kill,
    async invoke(message, onLine) {
      output.setListener(onLine);
      const init = await withTimeout(loaded, initTimeout);
      if (init === 'timeout') {
        await kill();
        return failed('Sandbox.Timedout', `${message.requestId} The function did not load in 10 seconds`);
      }
      if (init?.kind !== 'ready') {
        await kill();
        return init?.kind === 'init-failed'
          ? { kind: 'failed', failure: init.failure }
          : exited(child, message);
      }
      const deadline = Date.now() + definition.timeout * 1000;
      const outputEnded = output.waitForEnd(closed);
      const answered = nextMessage(child, closed);
      child.send({ ...message, deadline });
      const answer = await withTimeout(answered, definition.timeout * 1000);
      if (answer === 'timeout') {
        await kill();
        const seconds = definition.timeout.toFixed(2);
        const at = new Date().toISOString();
        return failed(
          'Sandbox.Timedout',
          `${at} ${message.requestId} Task timed out after ${seconds} seconds`,
        );
      }
      await outputEnded;
      if (answer?.kind === 'answered' || answer?.kind === 'failed') return answer;
      return exited(child, message);
    },
  };
}

function failed(errorType: string, errorMessage: string): Outcome {
  return { kind: 'failed', failure: { errorType, errorMessage } };
}

/** What Lambda says about a process that ended in the middle of an invocation. */
function exited(child: ChildProcess, { requestId }: { requestId: string }): Outcome {
  const status =
    child.signalCode === null ? `exit status ${String(child.exitCode)}` : `signal: ${child.signalCode}`;
  return failed('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: ${status}`);
}

/** Resolves when the process is gone, or could not be started at all. */
function untilClosed(child: ChildProcess): Promise<undefined> {
  return new Promise(resolve => {
    child.once('close', () => {
      resolve(undefined);
    });
    // Also emitted for a message to a process that has just ended; its end is what counts then.
    child.on('error', () => {
      if (child.pid === undefined) resolve(undefined);
    });
  });
}

/** The worker's next message; undefined when it ends without one. */
function nextMessage(child: ChildProcess, closed: Promise<undefined>): Promise<WorkerMessage | undefined> {
  const message = new Promise<WorkerMessage>(resolve => {
    child.once('message', value => {
      resolve(workerMessageSchema.parse(value));
    });
  });
  return Promise.race([message, closed]);
}

function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T | 'timeout'> {
  const { promise: timeout, resolve } = Promise.withResolvers<'timeout'>();
  const timer = setTimeout(() => {
    resolve('timeout');
  }, milliseconds);
  return Promise.race([promise, timeout]).finally(() => {
    clearTimeout(timer);
  });
}

/** The lines of both outputs, handed to whoever listens at the time. */
function readOutput(child: ChildProcess) {
  let listener: (line: string) => void = () => undefined;
  const streams = [child.stdout, child.stderr].filter(stream => stream !== null);
  const ends = streams.map(stream =>
    readLines(stream, line => {
      listener(line);
    }),
  );
  return {
    setListener(next: (line: string) => void) {
      listener = next;
    },
    /** Resolves when both outputs said that the invocation is over, or the process ended. */
    waitForEnd: (closed: Promise<undefined>) =>
      Promise.race([Promise.all(ends.map(end => end.next())), closed]),
  };
}

function readLines(stream: Readable, onLine: (line: string) => void): { next(): Promise<void> } {
  let end = Promise.withResolvers<undefined>();
  createInterface({ input: stream }).on('line', line => {
    if (line === endOfOutput) {
      end.resolve(undefined);
    } else {
      onLine(line);
    }
  });
  return {
    next() {
      end = Promise.withResolvers<undefined>();
      return end.promise;
    },
  };
}
