import { Cron } from 'croner';
import { StartUpError } from '../start-up-error.ts';

/** When a schedule fires. */
export interface Timetable {
  /** The first instant after `instant`; undefined when there is none. */
  next(instant: Date): Date | undefined;
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/**
 * Reads an expression of EventBridge Scheduler: `rate(5 minutes)`, or `cron(0/15 8 * * ? *)` in the zone. A rate counts
 * from the epoch, so that a restart does not move it.
 */
export function parseScheduleExpression(expression: string, zone: string): Timetable {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const milliseconds = Number(rate?.[1]) * (unitMilliseconds[rate?.[2] ?? ''] ?? Number.NaN);
  if (milliseconds > 0) {
    return { next: instant => new Date((Math.floor(instant.getTime() / milliseconds) + 1) * milliseconds) };
  }
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1];
  if (fields === undefined) {
    throw new StartUpError(`The schedule expression ${expression} is neither rate(…) nor cron(…).`);
  }
  try {
    const cron = new Cron(toCroner(fields), {
      timezone: zone,
      alternativeWeekdays: true,
      mode: '7-part',
      paused: true,
    });
    return { next: instant => cron.nextRun(instant) ?? undefined };
  } catch (cause) {
    throw new StartUpError(`The schedule expression ${expression} in ${zone} cannot be read.`, { cause });
  }
}

/** All instants in [from, to) at which the timetable fires. */
export function occurrencesOf(timetable: Timetable, from: Date, to: Date): readonly Date[] {
  const found: Date[] = [];
  const justBefore = new Date(from.getTime() - 1);
  for (let at = timetable.next(justBefore); at !== undefined && at < to; at = timetable.next(at))
    found.push(at);
  return found;
}

/**
 * AWS's six fields (minute, hour, day of month, month, day of week from 1 = Sunday, year) as croner's seven. `5/15` means
 * "from 5 on, every 15", and `6L` the last Friday of the month.
 */
export function toCroner(fields: string): string {
  const [minute, hour, dayOfMonth, month, dayOfWeek, year, ...more] = fields.trim().split(/\s+/);
  if (year === undefined || dayOfWeek === undefined || more.length > 0) {
    throw new StartUpError(
      `cron(${fields}) must have six fields: minute, hour, day of month, month, day of week, year.`,
    );
  }
  return [
    '0',
    withRanges(minute, 59),
    withRanges(hour, 23),
    withRanges(dayOfMonth, 31),
    withRanges(month, 12),
    withRanges(dayOfWeek, 7).replaceAll(/(\d|[A-Z]{3})L/gi, '$1#L'),
    withRanges(year, 2199),
  ].join(' ');
}

function withRanges(field = '*', last: number): string {
  return field
    .split(',')
    .map(item => item.replace(/^(\d+)\//, `$1-${last}/`))
    .join(',');
}
