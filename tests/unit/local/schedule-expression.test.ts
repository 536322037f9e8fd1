import { describe, expect, test } from 'vitest';
import {
  occurrencesOf,
  parseScheduleExpression,
  toCroner,
} from '../../../infra/local/schedules/schedule-expression.ts';

const at = (...times: string[]) => times.map(time => new Date(time));

describe('a schedule expression', () => {
  test.each([
    ['0/15 * * * ? *', '0 0-59/15 * * * ? *'],
    ['5 8 ? * MON-FRI 2026', '0 5 8 ? * MON-FRI 2026'],
    ['0 10 ? * 6L *', '0 0 10 ? * 6#L *'],
    ['0,30/10 10 L * ? *', '0 0,30-59/10 10 L * ? *'],
  ])('cron(%s) is %s to croner', (aws, croner) => {
    expect(toCroner(aws)).toBe(croner);
  });

  test('in cron fires at its minutes from the start on, and not at the end any more', () => {
    const quarters = parseScheduleExpression('cron(0/15 * * * ? *)', 'UTC');

    expect(
      occurrencesOf(quarters, new Date('2026-08-18T05:00:00Z'), new Date('2026-08-18T05:30:00Z')),
    ).toEqual(at('2026-08-18T05:00:00Z', '2026-08-18T05:15:00Z'));
  });

  test('counts weekdays from 1 for Sunday, as AWS does', () => {
    const sundays = parseScheduleExpression('cron(0 12 ? * 1 *)', 'UTC');

    expect(
      occurrencesOf(sundays, new Date('2026-08-17T00:00:00Z'), new Date('2026-08-31T00:00:00Z')),
    ).toEqual(at('2026-08-23T12:00:00Z', '2026-08-30T12:00:00Z'));
  });

  test('keeps to the wall clock of its zone', () => {
    const morning = parseScheduleExpression('cron(0 8 * * ? *)', 'America/New_York');

    expect(
      occurrencesOf(morning, new Date('2026-03-07T00:00:00Z'), new Date('2026-03-09T00:00:00Z')),
    ).toEqual(at('2026-03-07T13:00:00Z', '2026-03-08T12:00:00Z'));
  });

  test('as a rate counts from the epoch', () => {
    const rate = parseScheduleExpression('rate(2 hours)', 'UTC');

    expect(rate.next(new Date('2026-08-18T05:00:00Z'))).toEqual(new Date('2026-08-18T06:00:00Z'));
  });

  test.each(['at(2026-08-18T05:00:00)', 'rate(0 minutes)', 'cron(0 8 * * ?)', 'cron(99 8 * * ? *)'])(
    '%s is refused by name',
    expression => {
      expect(() => parseScheduleExpression(expression, 'UTC')).toThrow(/cron\(|rate\(|at\(/);
    },
  );
});
