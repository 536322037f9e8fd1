import { describe, expect, test } from 'vitest';
import { dayAfterPoll, isPastSettleHour, isWeekend, type PolledDay } from '../../../shared/papers/days.ts';
import type { DayRecord } from '../../../shared/papers/paper.ts';
import { addDays, isDay, isoWeekday, localDate } from '../../../shared/platform/calendar.ts';

const polled = (fields: Partial<PolledDay>): PolledDay => ({
  day: '2026-08-18',
  known: undefined,
  poll: { kind: 'read' },
  entryCount: 3,
  at: new Date('2026-08-18T08:00:00Z'),
  settleHour: 8,
  ...fields,
});

describe('the calendar', () => {
  test('knows days from texts that look like days', () => {
    expect(['2026-02-28', '2028-02-29'].map(isDay)).toEqual([true, true]);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', 'yesterday', ''].map(isDay)).toEqual(
      Array(5).fill(false),
    );
  });

  test('counts over months, years and leap days', () => {
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  });

  test('names weekdays as ISO does, Monday first', () => {
    expect(['2026-08-17', '2026-08-22', '2026-08-23'].map(isoWeekday)).toEqual([1, 6, 7]);
  });

  test('shows the date of the place', () => {
    const instant = new Date('2026-08-17T23:30:00Z');
    expect(['UTC', 'Asia/Tokyo', 'America/Lima'].map(zone => localDate(instant, zone))).toEqual([
      '2026-08-17',
      '2026-08-18',
      '2026-08-17',
    ]);
    expect(() => localDate(instant, 'Mars/Olympus')).toThrow(RangeError);
  });

  test('has weekends', () => {
    expect(['2026-08-21', '2026-08-22', '2026-08-23', '2026-08-24'].map(isWeekend)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('reaches the settle hour on the hour', () => {
    expect(isPastSettleHour('2026-08-18', 8, new Date('2026-08-18T07:59:59.999Z'))).toBe(false);
    expect(isPastSettleHour('2026-08-18', 8, new Date('2026-08-18T08:00:00Z'))).toBe(true);
  });
});

describe('a day after a poll', () => {
  test('fills before the settle hour and is settled from it on, once', () => {
    const early = dayAfterPoll(polled({ at: new Date('2026-08-18T07:00:00Z') }));
    const settled = dayAfterPoll(polled({ known: early }));
    const later = dayAfterPoll(
      polled({ known: settled, at: new Date('2026-08-19T08:00:00Z'), entryCount: 4 }),
    );

    expect(early).toEqual({ day: '2026-08-18', status: 'filling', entryCount: 3 });
    expect(settled).toEqual({
      day: '2026-08-18',
      status: 'settled',
      settledAt: '2026-08-18T08:00:00.000Z',
      entryCount: 3,
    });
    expect(later).toEqual({ ...settled, entryCount: 4 });
  });

  test.each<[string, string, DayRecord['empty']]>([
    ['2026-08-22', '2026-08-22T09:00:00Z', 'weekend'],
    ['2026-09-07', '2026-09-07T09:00:00Z', 'holiday'],
    ['2026-09-08', '2026-09-08T09:00:00Z', 'holiday'],
    ['2026-08-18', '2026-08-18T03:00:00Z', 'still-filling'],
    ['2026-08-18', '2026-08-18T09:00:00Z', 'nothing-listed'],
  ])('%s empty at %s says %s', (day, at, empty) => {
    expect(dayAfterPoll(polled({ day, at: new Date(at), entryCount: 0 }))?.empty).toBe(empty);
  });

  test('loses its reason with its first entry', () => {
    const empty = dayAfterPoll(polled({ entryCount: 0 }));

    expect(dayAfterPoll(polled({ known: empty, entryCount: 1 }))).not.toHaveProperty('empty');
  });

  test('that failed is delayed since the first failure, until one succeeds', () => {
    const first = dayAfterPoll(polled({ poll: { kind: 'failed', reason: 'HTTP 500' }, entryCount: 0 }));
    const at = new Date('2026-08-18T09:00:00Z');
    const second = dayAfterPoll(
      polled({ known: first, poll: { kind: 'failed', reason: 'timed out' }, entryCount: 0, at }),
    );
    const healed = dayAfterPoll(polled({ known: second, at }));

    expect(first).toEqual({
      day: '2026-08-18',
      status: 'filling',
      delayed: { since: '2026-08-18T08:00:00.000Z', reason: 'HTTP 500' },
      empty: 'source-down',
      entryCount: 0,
    });
    expect(second?.delayed).toEqual({ since: '2026-08-18T08:00:00.000Z', reason: 'timed out' });
    expect(healed).not.toHaveProperty('delayed');
    expect(healed?.settledAt).toBe('2026-08-18T09:00:00.000Z');
  });

  test('that had settled stays settled when a later poll fails', () => {
    const settled = dayAfterPoll(polled({ entryCount: 0 }));

    const failed = dayAfterPoll(
      polled({ known: settled, poll: { kind: 'failed', reason: 'x' }, entryCount: 0 }),
    );

    expect(failed).toMatchObject({ status: 'settled', empty: 'nothing-listed', delayed: { reason: 'x' } });
  });

  test('that is still to come leaves nothing, whatever the source says, unless it lists papers', () => {
    const tomorrow = { day: '2026-08-19', entryCount: 0 } as const;

    expect(dayAfterPoll(polled(tomorrow))).toBeUndefined();
    expect(
      dayAfterPoll(polled({ ...tomorrow, poll: { kind: 'failed', reason: 'HTTP 500' } })),
    ).toBeUndefined();
    expect(dayAfterPoll(polled({ ...tomorrow, entryCount: 1 }))?.status).toBe('filling');
  });

  test('that the source does not know yet: the future leaves nothing, the present fills, the past has failed', () => {
    const notYet = { poll: { kind: 'not-yet' }, entryCount: 0 } as const;

    expect(dayAfterPoll(polled({ ...notYet, day: '2026-08-19' }))).toBeUndefined();
    expect(dayAfterPoll(polled({ ...notYet, at: new Date('2026-08-18T00:05:00Z') }))?.empty).toBe(
      'still-filling',
    );
    expect(dayAfterPoll(polled({ ...notYet, day: '2026-08-17' }))?.delayed).toBeDefined();
    expect(dayAfterPoll(polled({ ...notYet, day: '2026-08-16' }))?.empty).toBe('weekend');
  });
});
