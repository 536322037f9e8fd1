import { describe, expect, it } from 'vitest';
import { describePreferences, isPaused } from '../../../shared/subscribers/describe-preferences.ts';
import { parsePreferences } from '../../../shared/subscribers/preferences.ts';
import { defaultPreferences } from '../../../shared/subscribers/subscriber.ts';
import { rules } from '../../support/rule-factories.ts';

const now = new Date('2026-08-18T23:30:00.000Z');
const form = {
  zone: 'Europe/Berlin',
  hour: '7',
  frequency: 'weekly',
  weekday: '5',
  maxPapers: '10',
  pausedUntil: '',
};

function problems(input: Record<string, unknown>) {
  const result = parsePreferences({ ...form, ...input }, now);
  return result.ok ? {} : result.problems;
}

describe('parsePreferences', () => {
  it('reads a form and JSON alike', () => {
    const expected = { zone: 'Europe/Berlin', hour: 7, frequency: 'weekly', weekday: 5, maxPapers: 10 };

    const fromForm = parsePreferences(form, now);
    const fromJson = parsePreferences(expected, now);

    expect(fromForm).toEqual({ ok: true, preferences: expected });
    expect(fromJson).toEqual(fromForm);
  });

  it('takes absent fields from the defaults, and names them when there are none', () => {
    expect(parsePreferences({ hour: '6' }, now, defaultPreferences)).toEqual({
      ok: true,
      preferences: { ...defaultPreferences, hour: 6 },
    });
    const bare = parsePreferences({}, now);
    expect(!bare.ok && Object.keys(bare.problems).sort()).toEqual([
      'frequency',
      'hour',
      'maxPapers',
      'weekday',
      'zone',
    ]);
  });

  it.each([
    ['hour', ['', '24', '-1', '6.5', '0x7', ['7'], null, 24, -1, 1.5, Number.NaN, true, {}]],
    ['weekday', ['0', '8', 'Monday', 0, 8]],
    ['maxPapers', ['0', '51', '', 0, 51, '99999']],
    ['quietNote', ['yes', 1, 'TRUE', [], {}]],
    ['frequency', ['', 'hourly', 'Daily', 1, null, ['daily']]],
    ['zone', ['', 'Mars/Olympus', '+01:00', 'Europe', 'Europe/Berlin#7', '../etc', ['UTC'], null, 7]],
    ['pausedUntil', ['tomorrow', '2026-02-30', '2026-9-1', ['2026-09-01'], 20260901, {}]],
  ])('says what is wrong with %s, and with nothing else', (field, values) => {
    for (const value of values) {
      expect(Object.keys(problems({ [field]: value }))).toEqual([field]);
    }
  });

  it('keeps rules that are not mentioned, takes away those that are null, and says where new ones are wrong', () => {
    const stored = { rules: rules({ minUpvotes: 7 }) };

    expect(parsePreferences(form, now, stored)).toMatchObject({ ok: true, preferences: stored });
    expect(parsePreferences({ ...form, rules: null }, now, stored)).toEqual(parsePreferences(form, now));
    expect(Object.keys(problems({ rules: { include: { phrases: ['!'] }, fillUp: 1 } }))).toEqual([
      'rules.include.phrases',
      'rules.fillUp',
    ]);
    expect(Object.keys(problems({ rules: 'none', hour: '25' }))).toEqual(['rules', 'hour']);
  });

  it.each(['constructor', '__proto__', 'toString'])('ignores %s', name => {
    const input = JSON.parse(`{"${name}": {"hour": 3}}`) as Record<string, unknown>;

    expect(parsePreferences({ ...form, ...input }, now)).toMatchObject({
      ok: true,
      preferences: { hour: 7 },
    });
  });

  it('lets a pause begin tomorrow by the calendar of the zone, and last a year', () => {
    // It is the 19th in Berlin already.
    expect(problems({ pausedUntil: '2026-08-19' })).toHaveProperty('pausedUntil');
    expect(problems({ pausedUntil: '2026-08-20' })).toEqual({});
    expect(problems({ zone: 'America/Lima', pausedUntil: '2026-08-19' })).toEqual({});
    expect(problems({ pausedUntil: '2027-08-20' })).toEqual({});
    expect(problems({ pausedUntil: '2027-08-21' })).toHaveProperty('pausedUntil');
  });

  it.each([
    [true, true],
    ['on', true],
    ['true', true],
    [false, undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('reads %j as the wish for a note on quiet days: %j', (quietNote, expected) => {
    const result = parsePreferences({ ...form, quietNote }, now);

    expect(result.ok && result.preferences.quietNote).toBe(expected);
  });

  it('takes an empty pause, or null, for none', () => {
    for (const pausedUntil of ['', null, undefined]) {
      const result = parsePreferences({ ...form, pausedUntil }, now);
      expect(result.ok && 'pausedUntil' in result.preferences).toBe(false);
    }
  });
});

describe('describePreferences', () => {
  it.each([
    [{}, 'Every day with papers, at 09:00 UTC, up to 20 papers.'],
    [
      { zone: 'America/New_York', hour: 0, maxPapers: 1 },
      'Every day with papers, at 00:00 New York time, the top paper only.',
    ],
    [
      { frequency: 'weekdays', quietNote: true } as const,
      'Monday to Friday, when there are papers, at 09:00 UTC, up to 20 papers. A short note when there is nothing to send.',
    ],
    [
      { zone: 'Europe/Berlin', frequency: 'weekly', weekday: 7 } as const,
      'Every Sunday, at 09:00 Berlin time, up to 20 papers.',
    ],
  ])('says %j in words', (chosen, words) => {
    expect(describePreferences({ ...defaultPreferences, ...chosen })).toBe(words);
  });
});

it('is paused until the day comes in the reader’s zone', () => {
  const preferences = { ...defaultPreferences, pausedUntil: '2026-08-19' };

  expect(isPaused({ ...preferences, zone: 'America/Lima' }, now)).toBe(true);
  expect(isPaused({ ...preferences, zone: 'Europe/Berlin' }, now)).toBe(false);
  expect(isPaused(defaultPreferences, now)).toBe(false);
});
