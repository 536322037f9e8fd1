import { addDays, isDay } from '../../../shared/platform/calendar.ts';
import type { Input } from '../command.ts';
import { OpsError } from '../ops-error.ts';

/** Reads a day; `what` is how the message calls it. Throws OpsError. */
export function parseDay(what: string, text: string): string {
  if (isDay(text)) return text;
  throw new OpsError(`${what} takes a day of the calendar such as 2026-08-18, not ${text}.`);
}

/** More at once is more likely a mistyped year than a wish. */
const mostDays = 1_100;

/** The days that --date, or --from and --to, name, ascending. Throws OpsError. */
export function daysOf(input: Pick<Input, 'text'>): string[] {
  const [date, from, to] = ['date', 'from', 'to'].map(option => {
    const text = input.text(option);
    return text === undefined ? undefined : parseDay(`--${option}`, text);
  });
  if (date !== undefined && from === undefined && to === undefined) return [date];
  if (date !== undefined || from === undefined || to === undefined)
    throw new OpsError('Say which days: --date DAY, or --from DAY --to DAY.');
  if (from > to) throw new OpsError(`--from ${from} is after --to ${to}. Exchange them.`);
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    days.push(day);
    if (days.length > mostDays)
      throw new OpsError(`From ${from} to ${to} is more than ${mostDays} days. Do it in parts.`);
  }
  return days;
}
