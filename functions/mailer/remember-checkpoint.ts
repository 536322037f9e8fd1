import type { RunsStore } from '../../shared/deliveries/runs-store.ts';
import type { Clock } from '../../shared/platform/clock.ts';

type Runs = Pick<RunsStore, 'checkpoint' | 'isDue'>;

/** Dispatch moves it once in a quarter of an hour, and a digest that misses a move by seconds is only not given up. */
const keepMilliseconds = 15_000;

/** The runs, with dispatch's checkpoint read once in a quarter of a minute instead of for every mail. */
export function rememberCheckpoint(runs: Runs, clock: Clock): Runs {
  let kept: { readonly until: number; readonly checkpoint: ReturnType<Runs['checkpoint']> } | undefined;
  return {
    isDue: (run, slice, digest) => runs.isDue(run, slice, digest),
    checkpoint: () => {
      const now = clock().getTime();
      if (kept !== undefined && now < kept.until) return kept.checkpoint;
      const checkpoint = runs.checkpoint();
      const reading = { until: now + keepMilliseconds, checkpoint };
      kept = reading;
      checkpoint.catch(() => {
        if (kept === reading) kept = undefined;
      });
      return checkpoint;
    },
  };
}
