import type { RunsStore } from '../../shared/deliveries/runs-store.ts';

type Runs = Pick<
  RunsStore,
  'open' | 'addToManifest' | 'finishSlice' | 'isDue' | 'checkpoint' | 'advanceCheckpoint'
>;

/** The contract of the runs in memory, for use cases; the real ones have their own tests against DynamoDB. */
export function memoryRuns(): Runs {
  const due = new Set<string>();
  let through: Date | undefined;
  return {
    open: () => Promise.resolve(),
    addToManifest: (run, slice, _page, digest, subscribers) => {
      for (const subscriber of subscribers) due.add(`${run} ${slice} ${digest} ${subscriber}`);
      return Promise.resolve();
    },
    finishSlice: () => Promise.resolve(true),
    isDue: (run, slice, { digest, subscriber }) =>
      Promise.resolve(due.has(`${run} ${slice} ${digest} ${subscriber}`)),
    checkpoint: () => Promise.resolve(through),
    advanceCheckpoint: to => {
      if (through === undefined || to > through) through = to;
      return Promise.resolve();
    },
  };
}
