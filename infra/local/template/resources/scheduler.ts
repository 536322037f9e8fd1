import * as z from 'zod';
import { defineKind, part } from '../resource-kind.ts';

export const scheduleKind = defineKind({
  type: 'AWS::Scheduler::Schedule',
  file: import.meta.filename,
  used: {
    /** `cron(…)` or `rate(…)`. */
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z.string().default('UTC'),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    FlexibleTimeWindow: part({ Mode: z.literal('OFF') }),
    Target: part(
      { Arn: z.string(), Input: z.string().optional() },
      {
        RoleArn: 'nothing here checks permissions',
        RetryPolicy: 'the scheduler always reaches Lambda here; what Lambda retries is in EventInvokeConfig',
        DeadLetterConfig: 'the scheduler always reaches Lambda here',
      },
    ),
  },
  ignored: {
    Description: 'for people',
    Name: 'the construct’s name is used',
    GroupName: 'groups only label schedules',
  },
});

export const scheduleGroupKind = defineKind({
  type: 'AWS::Scheduler::ScheduleGroup',
  file: import.meta.filename,
  used: {},
  ignored: { Name: 'groups only label schedules', Tags: 'labels only' },
});
