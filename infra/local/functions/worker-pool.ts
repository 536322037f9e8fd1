import type { WorkerProcess } from './worker-process.ts';

export interface PoolOptions {
  /** The most workers at a time. */
  readonly size: number;
  /** How long work waits for a busy worker before another one is started, in milliseconds. */
  readonly patience: number;
  /** How long a worker is kept without work, in milliseconds. */
  readonly idleTime: number;
  readonly start: () => WorkerProcess;
}

export interface TakenWorker {
  readonly worker: WorkerProcess;
  /** It was started for this work. */
  readonly isNew: boolean;
}

/** The processes of one function: as few as do, as many as are needed. */
export interface WorkerPool {
  /** Waits for a worker when all are busy; rejects with what `stop` was given once the pool has stopped. */
  take(): Promise<TakenWorker>;
  giveBack(worker: WorkerProcess): void;
  processIds(): readonly number[];
  stop(reason: Error): Promise<void>;
}

interface Waiting {
  readonly resolve: (taken: TakenWorker) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export function createWorkerPool(options: PoolOptions): WorkerPool {
  const workers = new Set<WorkerProcess>();
  /** Taken from the end, so that those beyond the need stay idle and are ended. */
  const idle: { readonly worker: WorkerProcess; readonly timer: NodeJS.Timeout }[] = [];
  const waiting: Waiting[] = [];
  let stopped: Error | undefined;

  const start = (): TakenWorker => {
    const worker = options.start();
    workers.add(worker);
    return { worker, isNew: true };
  };

  const takeIdle = (): WorkerProcess | undefined => {
    for (let next = idle.pop(); next !== undefined; next = idle.pop()) {
      clearTimeout(next.timer);
      if (next.worker.isAlive()) return next.worker;
      workers.delete(next.worker);
    }
    return undefined;
  };

  const serveNext = (taken: () => TakenWorker): boolean => {
    const next = waiting.shift();
    if (next === undefined) return false;
    clearTimeout(next.timer);
    next.resolve(taken());
    return true;
  };

  const wait = () =>
    new Promise<TakenWorker>((resolve, reject) => {
      const timer = setTimeout(() => {
        // Whoever waits longest gets it, which is the one whose patience ended, or one before it.
        if (workers.size < options.size) serveNext(start);
      }, options.patience);
      waiting.push({ resolve, reject, timer });
    });

  const rest = (worker: WorkerProcess) => {
    const timer = setTimeout(() => {
      const position = idle.findIndex(entry => entry.worker === worker);
      if (position !== -1) idle.splice(position, 1);
      workers.delete(worker);
      void worker.kill();
    }, options.idleTime);
    timer.unref();
    idle.push({ worker, timer });
  };

  return {
    async take() {
      if (stopped !== undefined) throw stopped;
      const worker = takeIdle();
      if (worker !== undefined) return { worker, isNew: false };
      return workers.size === 0 ? start() : wait();
    },
    giveBack(worker) {
      if (stopped !== undefined) return;
      if (!worker.isAlive()) {
        workers.delete(worker);
        serveNext(start);
      } else if (!serveNext(() => ({ worker, isNew: false }))) {
        rest(worker);
      }
    },
    processIds: () => [...workers].map(worker => worker.pid).filter(pid => pid !== undefined),
    async stop(reason) {
      stopped = reason;
      for (const { timer } of idle) clearTimeout(timer);
      for (const { reject, timer } of waiting.splice(0)) {
        clearTimeout(timer);
        reject(reason);
      }
      await Promise.all([...workers].map(worker => worker.kill()));
      workers.clear();
    },
  };
}
