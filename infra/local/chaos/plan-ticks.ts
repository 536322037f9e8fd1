import type { Has } from './planned.ts';

/** A firing of dispatch's schedule. */
export interface Tick {
  /** From the instant at which the readers come due. */
  readonly minutes: number;
  /** How often it fires, at once. */
  readonly times: number;
}

/** The tick before everybody is due sets the checkpoint; the one after the first that covers them mends what is left. */
export function planTicks(has: Has): readonly Tick[] {
  const first = has('schedule-missed') ? 180 : has('schedule-late') ? 15 : 0;
  const times = has('schedule-twice') ? 2 : 1;
  return [
    { minutes: -15, times: 1 },
    { minutes: first, times },
    { minutes: first + 15, times: 1 },
  ];
}
