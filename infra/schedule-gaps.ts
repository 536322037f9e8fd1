import { occurrencesOf, parseScheduleExpression } from './local/schedules/schedule-expression.ts';
import type { StageSettings } from './stages.ts';

const hour = 3_600_000;
/** Five weeks from a Tuesday on: every weekday, and the turn of a month. */
const from = new Date(Date.UTC(2026, 7, 18));
const to = new Date(from.getTime() + 35 * 24 * hour);

/** The longest that CloudWatch looks back for an alarm whose periods are hours. */
const longestWatch = 7 * 24;

/**
 * In so many full hours there is a tick of the schedule at the least; undefined for a schedule (that of a stage which is
 * worked by hand) that leaves more than an alarm can look back.
 */
export function hoursWithATick(expression: string): number | undefined {
  return hoursWithOneOf(occurrencesOf(parseScheduleExpression(expression, 'UTC'), from, to));
}

/** In so many full hours a list day settles, the newest that there is by then, if all goes well. */
export function hoursWithASettling({
  ingest,
  settleHour,
}: Pick<StageSettings['schedule'], 'ingest' | 'settleHour'>): number | undefined {
  const settled = new Set<number>();
  const settling = occurrencesOf(parseScheduleExpression(ingest, 'UTC'), from, to).filter(poll => {
    const newest = Math.floor((poll.getTime() - settleHour * hour) / (24 * hour));
    return !settled.has(newest) && settled.add(newest);
  });
  return hoursWithOneOf(settling);
}

function hoursWithOneOf(instants: readonly Date[]): number | undefined {
  const times = [from, ...instants, to].map(at => at.getTime());
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const hours = Math.floor(Math.max(...gaps) / hour) + 1;
  return hours <= longestWatch ? hours : undefined;
}
