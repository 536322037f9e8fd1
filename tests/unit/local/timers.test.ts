import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Schedule } from '../../../infra/local/schedules/schedule.ts';
import { parseScheduleExpression } from '../../../infra/local/schedules/schedule-expression.ts';
import { startTimer } from '../../../infra/local/schedules/timers.ts';
import { fake } from '../../support/fake.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-08-18T05:01:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function start() {
  const fired: string[] = [];
  const definition = {
    name: 'Dispatch',
    arn: 'arn',
    expression: 'cron(0/15 * * * ? *)',
    zone: 'UTC',
    timetable: parseScheduleExpression('cron(0/15 * * * ? *)', 'UTC'),
    enabled: true,
    input: '{}',
  };
  const timer = startTimer(
    fake<Schedule>('schedule', { definition }),
    () => new Date(),
    (_schedule, instant) => fired.push(instant.toISOString()),
  );
  return { timer, fired };
}

test('a schedule fires at each of its instants until it is stopped', async () => {
  const { timer, fired } = start();

  await vi.advanceTimersByTimeAsync(30 * 60_000);
  timer.stop();
  await vi.advanceTimersByTimeAsync(30 * 60_000);

  expect(fired).toEqual(['2026-08-18T05:15:00.000Z', '2026-08-18T05:30:00.000Z']);
});

test('a machine that slept over several instants fires once, and goes on from there', async () => {
  const { timer, fired } = start();

  vi.setSystemTime(new Date('2026-08-18T08:02:00Z'));
  await vi.advanceTimersByTimeAsync(14 * 60_000);
  timer.stop();

  expect(fired).toEqual(['2026-08-18T05:15:00.000Z', '2026-08-18T08:15:00.000Z']);
});
