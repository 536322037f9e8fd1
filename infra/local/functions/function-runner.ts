import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from './function-definition.ts';
import { FunctionError } from './function-error.ts';
import type { Invocation, InvocationLog, Trigger } from './invocation-log.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** Runs one function in as many processes as it has invocations at once, up to its concurrency. */
export interface FunctionRunner {
  readonly definition: FunctionDefinition;
  /** Resolves to what the handler answers; throws FunctionError. Waits when the concurrency is used up. */
  invoke(event: unknown, trigger: Trigger): Promise<unknown>;
  /** Invocations that run or wait. */
  active(): number;
  /** Newest first. */
  recent(): readonly Invocation[];
  processIds(): readonly number[];
  /** Ends all processes, whatever they do; invocations that wait or run fail. */
  stop(): Promise<void>;
}

/** `idleTime`: how long a process without work is kept, in milliseconds. */
export function createFunctionRunner(
  definition: FunctionDefinition,
  log: InvocationLog,
  idleTime: number,
): FunctionRunner {
  const pool = createPool(definition, idleTime);
  let active = 0;

  const run = async (event: unknown, trigger: Trigger): Promise<unknown> => {
    const { worker, isNew } = await pool.take();
    const requestId = randomUUID();
    const record = log.begin({
      requestId,
      trigger,
      startedAt: new Date().toISOString(),
      coldStart: isNew,
    });
    const started = performance.now();
    const outcome = await worker.invoke({ requestId, event: JSON.stringify(event) }, line => {
      record.addLine(line);
    });
    const failure = outcome.kind === 'failed' ? outcome.failure : undefined;
    record.end(performance.now() - started, failure);
    pool.giveBack(worker);
    if (outcome.kind === 'failed') throw new FunctionError(definition.name, outcome.failure);
    return JSON.parse(outcome.answer) as unknown;
  };

  return {
    definition,
    async invoke(event, trigger) {
      active += 1;
      try {
        return await run(event, trigger);
      } finally {
        active -= 1;
      }
    },
    active: () => active,
    recent: () => log.recent(),
    processIds: () => pool.processIds(),
    async stop() {
      await pool.stop();
      await log.flush();
    },
  };
}

interface Waiting {
  readonly resolve: (taken: { worker: WorkerProcess; isNew: boolean }) => void;
  readonly reject: (error: Error) => void;
}

function createPool(definition: FunctionDefinition, idleTime: number) {
  const workers = new Set<WorkerProcess>();
  /** Last used last: taken from the end, so that those beyond the need fall idle. */
  const idle: { worker: WorkerProcess; timer: NodeJS.Timeout }[] = [];
  const waiting: Waiting[] = [];
  let stopped = false;

  const start = () => {
    const worker = startWorker(definition);
    workers.add(worker);
    return { worker, isNew: true };
  };
  const discard = (worker: WorkerProcess) => {
    workers.delete(worker);
    void worker.kill();
  };
  const takeIdle = (): WorkerProcess | undefined => {
    for (let next = idle.pop(); next !== undefined; next = idle.pop()) {
      clearTimeout(next.timer);
      if (next.worker.isAlive()) return next.worker;
      workers.delete(next.worker);
    }
    return undefined;
  };
  const stoppedError = () =>
    new FunctionError(definition.name, {
      errorType: 'Local.Stopped',
      errorMessage: 'the local system is stopping',
    });

  return {
    take(): Promise<{ worker: WorkerProcess; isNew: boolean }> {
      if (stopped) return Promise.reject(stoppedError());
      const worker = takeIdle();
      if (worker !== undefined) return Promise.resolve({ worker, isNew: false });
      if (workers.size < definition.maxConcurrency) return Promise.resolve(start());
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    giveBack(worker: WorkerProcess) {
      if (stopped) return;
      const next = waiting.shift();
      if (!worker.isAlive()) {
        workers.delete(worker);
        next?.resolve(start());
      } else if (next !== undefined) {
        next.resolve({ worker, isNew: false });
      } else {
        const timer = setTimeout(() => {
          idle.splice(
            idle.findIndex(entry => entry.worker === worker),
            1,
          );
          discard(worker);
        }, idleTime);
        timer.unref();
        idle.push({ worker, timer });
      }
    },
    processIds: () => [...workers].map(worker => worker.pid).filter(pid => pid !== undefined),
    async stop() {
      stopped = true;
      for (const { timer } of idle) clearTimeout(timer);
      for (const { reject } of waiting.splice(0)) reject(stoppedError());
      await Promise.all([...workers].map(worker => worker.kill()));
      workers.clear();
    },
  };
}
