import { parseScheduleExpression } from './local/schedules/schedule-expression.ts';
import type { StageSettings } from './stages.ts';

/** Any Tuesday: schedules that leave out weekends or holidays are asked about a day that they know. */
const exampleDay = Date.UTC(2026, 7, 18);
const minute = 60_000;
const twoDays = 2 * 24 * 60;

/**
 * When a list day settles if all goes well: minutes after its midnight (UTC) at which the first poll past the settle
 * hour is scheduled. Without such a poll within two days (a stage that is polled by hand) the settle hour itself.
 */
export function settleMinute({ schedule: { ingest, settleHour } }: Pick<StageSettings, 'schedule'>): number {
  const settlesFrom = exampleDay + settleHour * 60 * minute;
  const poll = parseScheduleExpression(ingest, 'UTC').next(new Date(settlesFrom - 1));
  const minutes = poll === undefined ? Infinity : (poll.getTime() - exampleDay) / minute;
  return minutes <= twoDays ? minutes : settleHour * 60;
}
