import { expect, it } from 'vitest';
import { hoursWithASettling, hoursWithATick } from '../../infra/schedule-gaps.ts';

it.each([
  ['cron(0/15 * * * ? *)', 1],
  ['rate(5 minutes)', 1],
  ['cron(0 6,18 * * ? *)', 13],
  ['cron(5 9 ? * MON-FRI *)', 73],
  ['cron(5 9 ? * MON *)', undefined],
  ['cron(0 0 1 1 ? 2199)', undefined],
])('a schedule %s ticks once in %s hours at the least', (expression, hours) => {
  expect(hoursWithATick(expression)).toBe(hours);
});

it.each([
  ['every hour', 'cron(5 * * * ? *)', 8, 25],
  ['every hour, by UTC midnight', 'cron(5 * * * ? *)', 0, 25],
  ['in the morning, before the settle hour: the day before', 'cron(0 6 * * ? *)', 8, 25],
  // From Friday 08:05 to Monday 00:05, when Sunday settles, its settle hour being past.
  ['every hour of a working day', 'cron(5 * ? * MON-FRI *)', 8, 65],
  ['once a working day', 'cron(5 9 ? * MON-FRI *)', 8, 73],
  ['once a week', 'cron(5 9 ? * MON *)', 8, undefined],
  ['by hand', 'cron(0 0 1 1 ? 2199)', 8, undefined],
])('a list that is read %s settles a day in so many hours', (_, ingest, settleHour, hours) => {
  expect(hoursWithASettling({ ingest, settleHour })).toBe(hours);
});
