import { expect, it } from 'vitest';
import { settleMinute } from '../../infra/settle-minute.ts';

it.each([
  ['cron(5 * * * ? *)', 8, 485],
  ['cron(0/30 * * * ? *)', 8, 480],
  ['cron(0 6,18 * * ? *)', 8, 18 * 60],
  ['cron(0 6 * * ? *)', 8, 30 * 60],
  ['cron(15 9 ? * MON-FRI *)', 8, 9 * 60 + 15],
  ['cron(0 0 1 1 ? 2199)', 8, 480],
])(
  'a list that is read at %s and counts as full from %i:00 settles in minute %i',
  (ingest, settleHour, minute) => {
    expect(settleMinute({ schedule: { ingest, dispatch: 'cron(0/15 * * * ? *)', settleHour } })).toBe(minute);
  },
);
