import type { Clock, Sleep } from '../../shared/platform/clock.ts';

/** Spaces calls out in time. */
export interface Pacer {
  /**
   * Resolves when the next call may start, so that no more than `perSecond` start in a second: to true, or at once to
   * false when that is not within so many milliseconds.
   */
  turn(perSecond: number, within: number): Promise<boolean>;
}

/** A pacer for one process: SES counts the account's sends per second, so each process takes its share. */
export function createPacer(clock: Clock, sleep: Sleep): Pacer {
  let nextAt = 0;
  return {
    async turn(perSecond, within) {
      const now = clock().getTime();
      const startAt = Math.max(now, nextAt);
      if (startAt - now > within) return false;
      nextAt = startAt + 1_000 / perSecond;
      if (startAt > now) await sleep(startAt - now);
      return true;
    },
  };
}
