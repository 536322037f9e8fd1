import { type ChildProcess, fork } from 'node:child_process';
import type * as z from 'zod';
import {
  type Ask,
  answerMessageSchema,
  firedSchema,
  type HostSettings,
  lookedSchema,
  readyMessage,
} from './host-messages.ts';

/** The runner was killed before it could answer. It is started again by itself; what was asked may be half done. */
export class RunnerKilledError extends Error {
  override readonly name = 'RunnerKilledError';
}

/** The runner ended although nobody killed it. The message has what it wrote last. */
export class RunnerFailedError extends Error {
  override readonly name = 'RunnerFailedError';
}

/** The local system in a process of its own, started again on the same state whenever it is killed. */
export interface Runner {
  /** Fires a schedule. Throws RunnerKilledError. */
  fire(schedule: string, instant: Date): Promise<z.output<typeof firedSchema>>;
  /** What still goes on; undefined when the system is at rest. Throws RunnerKilledError. */
  look(): Promise<string | undefined>;
  /** Mends what keeps jobs stuck. Throws RunnerKilledError. */
  mend(): Promise<void>;
  stop(): Promise<void>;
}

interface Asked {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How much of what it writes is kept for the case that it fails. */
const keptOutput = 4_000;

export async function startRunner(settings: HostSettings): Promise<Runner> {
  const asked = new Map<number, Asked>();
  let lastId = 0;
  let stopping = false;
  let child: Promise<ChildProcess>;

  const start = async (): Promise<ChildProcess> => {
    const { process: next, output } = spawn(settings);
    next.on('message', message => {
      if (message !== readyMessage) settle(message);
    });
    next.once('exit', (_code, signal) => {
      for (const { reject } of asked.values()) reject(new RunnerKilledError('the runner was killed'));
      asked.clear();
      if (stopping) return;
      child = signal === 'SIGKILL' ? start() : Promise.reject(new RunnerFailedError(output()));
      child.catch(() => undefined);
    });
    await untilReady(next, output);
    return next;
  };

  const settle = (message: unknown) => {
    const { id, answer, problem } = answerMessageSchema.parse(message);
    const waiting = asked.get(id);
    asked.delete(id);
    if (problem === undefined) waiting?.resolve(answer);
    else waiting?.reject(new RunnerFailedError(problem));
  };

  const ask = async (what: Ask): Promise<unknown> => {
    const to = await child;
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      asked.set(id, { resolve, reject });
      to.send({ id, ask: what }, error => {
        if (error !== null) reject(new RunnerKilledError('the runner was killed', { cause: error }));
      });
    });
  };

  child = start();
  await child;
  return {
    fire: async (schedule, instant) =>
      firedSchema.parse(await ask({ do: 'fire', schedule, instant: instant.toISOString() })),
    look: async () => lookedSchema.parse(await ask({ do: 'look' })).left,
    async mend() {
      await ask({ do: 'mend' });
    },
    async stop() {
      stopping = true;
      const last = await child.catch(() => undefined);
      if (last === undefined || last.exitCode !== null || last.signalCode !== null) return;
      const ended = new Promise(resolve => last.once('exit', resolve));
      await ask({ do: 'stop' }).catch(() => last.kill('SIGKILL'));
      await ended;
    },
  };
}

function spawn(settings: HostSettings): { process: ChildProcess; output: () => string } {
  const process = fork(`${import.meta.dirname}/host.ts`, [JSON.stringify(settings)], {
    execArgv: ['--max-semi-space-size=8'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [process.stdout, process.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-keptOutput);
    });
  }
  return { process, output: () => output };
}

/** A kill during the start is a kill like any other: whoever waits then waits for the next start. */
function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', message => {
      if (message === readyMessage) resolve();
    });
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') reject(new RunnerKilledError('the runner was killed while it started'));
      else reject(new RunnerFailedError(`The runner ended by itself (${String(code)}): ${output()}`));
    });
  });
}
