import type { RunsStore } from '../../shared/deliveries/runs-store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { anyTime, keepRecent } from '../../shared/platform/keep-recent.ts';

type Runs = Pick<RunsStore, 'checkpoint' | 'isDue'>;

/** Dispatch moves it once in a quarter of an hour, and a digest that misses a move by seconds is only not given up. */
const milliseconds = 15_000;

/** The runs, with dispatch's checkpoint read once in a quarter of a minute instead of for every mail. */
export function rememberCheckpoint(runs: Runs, clock: Clock): Runs {
  const kept = keepRecent<Awaited<ReturnType<Runs['checkpoint']>>>(clock, { milliseconds, most: 1 });
  return {
    isDue: (run, slice, digest) => runs.isDue(run, slice, digest),
    checkpoint: () => kept('checkpoint', anyTime, () => runs.checkpoint()),
  };
}
