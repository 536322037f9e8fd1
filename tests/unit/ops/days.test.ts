import { describe, expect, it } from 'vitest';
import { daysOf } from '../../../infra/ops/commands/day.ts';
import { pastDays } from '../../../infra/ops/commands/ingest.ts';
import { parseRun } from '../../../infra/ops/commands/run-id.ts';

const typed = (options: Record<string, string>) => ({ text: (name: string) => options[name] });

describe('days on the command line', () => {
  it('are one date, or a range with both its ends', () => {
    expect(daysOf(typed({ date: '2026-02-28' }))).toEqual(['2026-02-28']);
    expect(daysOf(typed({ from: '2026-02-27', to: '2026-03-01' }))).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
  });

  it.each([
    [{}, 'Say which days: --date DAY, or --from DAY --to DAY.'],
    [{ from: '2026-02-27' }, 'Say which days: --date DAY, or --from DAY --to DAY.'],
    [{ date: '2026-02-30' }, '--date takes a day of the calendar such as 2026-08-18, not 2026-02-30.'],
    [{ from: '2026-03-01', to: '2026-02-27' }, '--from 2026-03-01 is after --to 2026-02-27. Exchange them.'],
    [{ from: '1026-03-01', to: '2026-02-27' }, 'is more than 1100 days. Do it in parts.'],
  ])('say of %j what would do', (options, said) => {
    expect(() => daysOf(typed(options))).toThrow(said);
  });

  it('are not still to come', () => {
    const now = new Date('2026-08-18T23:59:00Z');
    expect(pastDays(typed({ date: '2026-08-18' }), now)).toEqual(['2026-08-18']);
    expect(() => pastDays(typed({ date: '2026-08-19' }), now)).toThrow('2026-08-19 is still to come');
  });
});

describe('a run on the command line', () => {
  it('is an instant as the list of runs prints it', () => {
    expect(parseRun('2026-08-18t05:00z')).toBe('2026-08-18T05:00Z');
    expect(() => parseRun('2026-08-18')).toThrow('2026-08-18 is not the id of a run');
    expect(() => parseRun('2026-13-18T05:00Z')).toThrow('is not the id of a run');
  });
});
