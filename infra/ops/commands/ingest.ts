import { utcDay } from '../../../shared/platform/calendar.ts';
import type { Command, Input } from '../command.ts';
import { OpsError } from '../ops-error.ts';
import { formatFacts } from '../terminal/table.ts';
import { daysOf } from './day.ts';
import { type DaysRead, readDays } from './read-days.ts';

export const dayOptions = {
  date: { value: 'DAY', help: 'one list day (UTC)' },
  from: { value: 'DAY', help: 'the first list day' },
  to: { value: 'DAY', help: 'the last list day' },
};

export const ingest: Command = {
  name: 'ingest',
  summary: 'Reads the sources now for the days that you name',
  words: '',
  wordCount: [0, 0],
  options: dayOptions,
  details:
    'Runs the ingest function, seven days at a time. Reading a day again changes only what changed at the source.',
  examples: ['ingest --date 2026-08-18 --stage prod', 'ingest --from 2026-08-01 --to 2026-08-18 --local'],
  async run(input, context) {
    const outcome = await readDays(pastDays(input, context.clock()), context);
    return { text: describeReading(outcome), data: outcome, failed: outcome.failedDays > 0 };
  },
};

/** The days that were named; throws OpsError for one that is still to come. */
export function pastDays(input: Pick<Input, 'text'>, now: Date): string[] {
  const days = daysOf(input);
  const last = days.at(-1) ?? '';
  const today = utcDay(now);
  if (last > today) throw new OpsError(`${last} is still to come; today (UTC) is ${today}.`);
  return days;
}

export function describeReading(outcome: DaysRead): string {
  const { daysRead, failedDays, newPapers, changedPapers, newEntries, lateEntries } = outcome;
  return formatFacts([
    ['days read', daysRead],
    ['days that could not be read', failedDays],
    ['new papers', newPapers],
    ['changed papers', changedPapers],
    ['new entries', newEntries],
    ['of them late', lateEntries],
  ]);
}
