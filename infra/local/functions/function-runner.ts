import { randomUUID } from 'node:crypto';
import type { AccountConcurrency } from './account-concurrency.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { FunctionError, stoppedType } from './function-error.ts';
import type { Invocation, InvocationLog, Trigger } from './invocation-log.ts';
import { createWorkerPool } from './worker-pool.ts';
import { startWorker } from './worker-process.ts';

/** Runs one function in as many processes as it needs at once, up to its concurrency. */
export interface FunctionRunner {
  readonly definition: FunctionDefinition;
  /**
   * Resolves to what the handler answers; throws FunctionError. Waits when the function's own concurrency is used up, and
   * is throttled when the account's is.
   */
  invoke(event: unknown, trigger: Trigger): Promise<unknown>;
  /** Invocations that run or wait. */
  active(): number;
  /** Newest first. */
  recent(): readonly Invocation[];
  processIds(): readonly number[];
  /** Ends all processes, whatever they do; invocations that wait or run fail. */
  stop(): Promise<void>;
}

export interface RunnerOptions {
  readonly log: InvocationLog;
  /** What `compileWorker` made. */
  readonly workerFile: string;
  readonly account: AccountConcurrency;
}

/**
 * Lambda would start another process at once. Here an invocation mostly takes some milliseconds, and a process a hundred
 * and as many megabytes, so that a burst is worked off sooner by the processes that there are.
 */
const patience = 250;
const idleTime = 30_000;

const tooManyRequests = { errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' };

export function createFunctionRunner(
  definition: FunctionDefinition,
  { log, workerFile, account }: RunnerOptions,
): FunctionRunner {
  const pool = createWorkerPool({
    size: definition.maxConcurrency,
    patience,
    idleTime,
    start: () => startWorker(definition, workerFile),
  });
  let active = 0;

  const run = async (event: unknown, trigger: Trigger): Promise<unknown> => {
    const { worker, isNew } = await pool.take();
    const requestId = randomUUID();
    const startedAt = new Date().toISOString();
    const record = log.begin({ requestId, trigger, startedAt, coldStart: isNew });
    const started = performance.now();
    const outcome = await worker.invoke({ requestId, event: JSON.stringify(event) }, line => {
      record.addLine(line);
    });
    record.end(performance.now() - started, outcome.kind === 'failed' ? outcome.failure : undefined);
    pool.giveBack(worker);
    if (outcome.kind === 'failed') throw new FunctionError(definition.name, outcome.failure);
    return JSON.parse(outcome.answer) as unknown;
  };

  return {
    definition,
    async invoke(event, trigger) {
      if (!account.enter()) throw new FunctionError(definition.name, tooManyRequests);
      active += 1;
      try {
        return await run(event, trigger);
      } finally {
        active -= 1;
        account.leave();
      }
    },
    active: () => active,
    recent: () => log.recent(),
    processIds: () => pool.processIds(),
    async stop() {
      const errorMessage = 'the local system is stopping';
      await pool.stop(new FunctionError(definition.name, { errorType: stoppedType, errorMessage }));
      await log.flush();
    },
  };
}
