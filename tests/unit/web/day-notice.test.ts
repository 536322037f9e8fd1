import { describe, expect, it } from 'vitest';
import { dayNotice } from '../../../functions/web/pages/day-notice.ts';
import { dayListing } from '../../support/paper-factories.ts';

const filling = { status: 'filling' as const, entryCount: 0 };
const delayed = { since: '2026-08-18T03:00:00.000Z', reason: 'timeout' };

describe('dayNotice', () => {
  it.each([
    ['a settled day with papers', { entryCount: 3 }, undefined],
    ['a day that fills', { ...filling, entryCount: 12 }, /filling up: 12 papers so far/],
    [
      'a day that nothing is listed on yet',
      { ...filling, empty: 'still-filling' as const },
      /No papers are listed yet/,
    ],
    ['a weekend', { empty: 'weekend' as const }, /weekends/],
    ['a holiday', { empty: 'holiday' as const }, /holiday/],
    ['a source that is down', { ...filling, empty: 'source-down' as const, delayed }, /delayed/],
    ['a day delayed half-way', { ...filling, entryCount: 2, delayed }, /delayed.*2 papers so far/],
    ['a day without papers', { empty: 'nothing-listed' as const }, /No papers were listed/],
    ['a settled day whose re-reading failed', { entryCount: 3, delayed }, undefined],
  ])('says what is the matter with %s', (_, facts, words) => {
    const { record } = dayListing('2026-08-18', [], facts);
    const { empty, ...rest } = record;

    const notice = dayNotice('2026-08-18', 'empty' in facts ? { ...rest, ...(empty && { empty }) } : rest);

    if (words === undefined) expect(notice).toBeUndefined();
    else expect(notice).toMatch(words);
  });

  it('knows weekends without being told', () => {
    expect(dayNotice('2026-08-22', undefined)).toMatch(/weekends/);
    expect(dayNotice('2026-08-18', undefined)).toMatch(/not been read/);
  });
});
