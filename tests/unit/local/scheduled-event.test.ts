import { expect, test } from 'vitest';
import { scheduledEvent } from '../../../infra/local/schedules/schedule.ts';

test('a schedule’s input carries the instant to the second, the execution and nothing it does not know', () => {
  const event = scheduledEvent(
    {
      arn: 'arn:schedule',
      input:
        '{"time":"<aws.scheduler.scheduled-time>","id":"<aws.scheduler.execution-id>","other":"<aws.other>"}',
    },
    new Date('2026-08-18T05:00:00.000Z'),
    'e-1',
  );

  expect(event).toEqual({ time: '2026-08-18T05:00:00Z', id: 'e-1', other: '<aws.other>' });
});
