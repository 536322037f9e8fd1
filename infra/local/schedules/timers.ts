import type { Clock } from '../../../shared/platform/clock.ts';
import type { Schedule } from './schedule.ts';

/** The longest that one timer waits: longer ones overflow, and a machine that slept is noticed in time. */
const longestWait = 60_000;

export interface Timer {
  stop(): void;
}

/**
 * Lets a schedule fire by itself. `fire` must not reject. A machine that slept over several occurrences fires once, for
 * the first of them: what a function missed it finds by itself.
 */
export function startTimer(
  schedule: Schedule,
  clock: Clock,
  fire: (schedule: Schedule, instant: Date) => void,
): Timer {
  const { timetable } = schedule.definition;
  let planned = timetable.next(clock());
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    if (planned === undefined) return;
    const due = planned.getTime() - clock().getTime();
    timer = setTimeout(tick, Math.min(Math.max(due, 0), longestWait));
  };
  const tick = () => {
    const now = clock();
    if (planned !== undefined && planned <= now) {
      fire(schedule, planned);
      planned = timetable.next(now);
    }
    wait();
  };
  wait();
  return {
    stop() {
      clearTimeout(timer);
    },
  };
}
