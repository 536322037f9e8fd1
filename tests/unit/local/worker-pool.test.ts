import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWorkerPool } from '../../../infra/local/functions/worker-pool.ts';
import type { WorkerProcess } from '../../../infra/local/functions/worker-process.ts';
import { fake } from '../../support/fake.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function createPool(size: number) {
  const alive = new Map<number, boolean>();
  const pool = createWorkerPool({
    size,
    patience: 250,
    idleTime: 30_000,
    start: () => {
      const pid = alive.size + 1;
      alive.set(pid, true);
      return fake<WorkerProcess>('worker', {
        pid,
        isAlive: () => alive.get(pid) === true,
        kill: () => {
          alive.set(pid, false);
          return Promise.resolve();
        },
      });
    },
  });
  return { pool, alive };
}

describe('a pool of workers', () => {
  test('starts one for the first work, and uses it again', async () => {
    const { pool } = createPool(4);

    const first = await pool.take();
    pool.giveBack(first.worker);
    const second = await pool.take();

    expect(first.isNew).toBe(true);
    expect([second.worker.pid, second.isNew]).toEqual([1, false]);
  });

  test('lets a burst wait for the busy one', async () => {
    const { pool } = createPool(4);
    const { worker } = await pool.take();
    const waiting = pool.take();

    await vi.advanceTimersByTimeAsync(249);
    pool.giveBack(worker);

    expect((await waiting).worker.pid).toBe(worker.pid);
  });

  test('starts another one for work that has waited long enough', async () => {
    const { pool } = createPool(4);
    await pool.take();
    const waiting = pool.take();

    await vi.advanceTimersByTimeAsync(250);

    expect((await waiting).isNew).toBe(true);
  });

  test('never has more than its size', async () => {
    const { pool } = createPool(2);
    const { worker } = await pool.take();
    void pool.take();
    const third = pool.take();

    await vi.advanceTimersByTimeAsync(10_000);
    expect(pool.processIds()).toEqual([1, 2]);
    pool.giveBack(worker);

    expect((await third).worker.pid).toBe(worker.pid);
  });

  test('replaces one that has died, for the work that waits', async () => {
    const { pool, alive } = createPool(1);
    const { worker } = await pool.take();
    const waiting = pool.take();

    alive.set(1, false);
    pool.giveBack(worker);

    expect((await waiting).worker.pid).toBe(2);
  });

  test('ends those that nobody needed for a while', async () => {
    const { pool, alive } = createPool(1);
    const { worker } = await pool.take();
    pool.giveBack(worker);

    await vi.advanceTimersByTimeAsync(30_000);

    expect(alive.get(1)).toBe(false);
    expect(pool.processIds()).toEqual([]);
  });

  test('turns away what waits and what comes once it has stopped', async () => {
    const { pool, alive } = createPool(1);
    await pool.take();
    const waiting = pool.take();

    const stopping = pool.stop(new Error('over'));

    await expect(waiting).rejects.toThrow('over');
    await stopping;
    await expect(pool.take()).rejects.toThrow('over');
    expect(alive.get(1)).toBe(false);
  });
});
