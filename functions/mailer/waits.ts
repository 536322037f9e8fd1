/** How long jobs wait for SES to take mail again, in seconds. */
export interface Waits {
  /** Until a mail finds out whether sending is still stopped: somebody has to mend it, so not long after. */
  readonly probeSeconds: number;
  /** Until a mail finds out whether some of the daily quota is free again: it frees itself bit by bit over a day. */
  readonly quotaProbeSeconds: number;
  /** The longest that a throttled mail backs off. AWS's advice: exponentially, for up to ten minutes. */
  readonly longestBackoffSeconds: number;
}

/** At the most so much later, so that those who wait for one thing do not all come at one moment. */
const widestSpreadSeconds = 30;

/** A wait of so many seconds or somewhat more. `random` gives a number in [0, 1). */
export function spread(seconds: number, random: () => number): number {
  return seconds + random() * Math.min(widestSpreadSeconds, seconds);
}

/** Exponential with full jitter, from some seconds up. */
export function backoff(attempt: number, longestSeconds: number, random: () => number): number {
  return 1 + random() * Math.min(longestSeconds, 5 * 2 ** Math.min(attempt, 10));
}
