import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { formatTag, parseTag } from '../../../shared/deliveries/delivery-tag.ts';
import { digestKeySchema, firstDate, isWeekly } from '../../../shared/deliveries/digest-key.ts';
import { dailyKey, weeklyKey } from '../../../shared/deliveries/due-digest-key.ts';
import { readerId } from '../../support/delivery-factories.ts';

describe('digest keys', () => {
  it('names a week by its Monday and ISO number, the same on each of its days', () => {
    const week = ['2026-08-17', '2026-08-19', '2026-08-23'].map(weeklyKey);
    expect(week).toEqual(['2026-08-17-W34', '2026-08-17-W34', '2026-08-17-W34']);
  });

  it('numbers the week of a year boundary by ISO 8601', () => {
    expect(weeklyKey('2027-01-01')).toBe('2026-12-28-W53');
  });

  it('numbers weeks as a library of calendars does', () => {
    let date = Temporal.PlainDate.from('1999-12-20');
    for (; date.year < 2033; date = date.add({ days: 1 })) {
      const week = String(date.weekOfYear).padStart(2, '0');
      expect(weeklyKey(date.toString()).slice(10)).toBe(`-W${week}`);
    }
  });

  it('sorts by date whatever the frequency', () => {
    const keys = [dailyKey('2026-08-24'), weeklyKey('2026-08-20'), dailyKey('2026-08-16')];
    expect(keys.toSorted()).toEqual(['2026-08-16', '2026-08-17-W34', '2026-08-24']);
  });

  it('tells daily from weekly and gives the first date', () => {
    expect([isWeekly('2026-08-18'), isWeekly('2026-08-17-W34')]).toEqual([false, true]);
    expect(firstDate('2026-08-17-W34')).toBe('2026-08-17');
  });

  it('refuses anything else', () => {
    expect(digestKeySchema.safeParse('2026-08-18#x').success).toBe(false);
  });
});

describe('delivery tags', () => {
  it('brings back the attempt it was made from, in the alphabet of SES', () => {
    const attempt = { subscriber: readerId(7), digest: '2026-08-17-W34', attempt: 12 };
    const tag = formatTag(attempt);
    expect(tag).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
    expect(parseTag(tag)).toEqual(attempt);
  });

  it.each([
    '',
    'x',
    `${readerId()}_2026-08-18`,
    `${readerId()}_2026-08-18_1_2`,
    `${readerId()}_2026-08-18_-1`,
  ])('does not take %j for one of ours', tag => {
    expect(parseTag(tag)).toBeUndefined();
  });
});
