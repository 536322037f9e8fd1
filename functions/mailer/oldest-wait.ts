import { dueInstant } from '../../shared/deliveries/run.ts';

/**
 * Seconds since the oldest of these runs was due; 0 without any. By the run and not by the message, for a job that waits
 * becomes a fresh message now and then.
 */
export function oldestWait(runs: Iterable<string>, now: Date): number {
  const ages = [...runs].map(run => (now.getTime() - dueInstant(run).getTime()) / 1_000);
  return Math.round(Math.max(0, ...ages));
}
