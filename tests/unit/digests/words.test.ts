import { describe, expect, test } from 'vitest';
import { authorLine } from '../../../shared/digests/authors.ts';
import { counted } from '../../../shared/digests/counted.ts';
import { dayName, shortDayName, spanName } from '../../../shared/digests/day-names.ts';
import { plainLine } from '../../../shared/digests/plain-line.ts';
import { shorten } from '../../../shared/digests/shorten.ts';
import { textWidth, wrapped } from '../../../shared/digests/wrap-text.ts';

describe('authors', () => {
  const names = ['Ada Example', 'Bo Sample', 'Cy Third', 'Di Fourth'];

  test.each([
    [{ authors: names.slice(0, 1), authorCount: 1 }, 'Ada Example'],
    [{ authors: names.slice(0, 3), authorCount: 3 }, 'Ada Example, Bo Sample, Cy Third'],
    [{ authors: names, authorCount: 4 }, 'Ada Example, Bo Sample, Cy Third and 1 more'],
    [{ authors: names, authorCount: 15 }, 'Ada Example, Bo Sample, Cy Third and 12 more'],
    [{ authors: names, authorCount: 1664 }, 'Ada Example, Bo Sample, Cy Third and 1,661 more'],
    [{ authors: [], authorCount: 7 }, '7 authors'],
    [{ authors: [], authorCount: 1 }, '1 author'],
    [{ authors: [], authorCount: 0 }, ''],
    [{ authors: ['  ', 'Ada\nExample'], authorCount: 2 }, 'Ada Example and 1 more'],
  ])('%o', (given, expected) => {
    expect(authorLine(given)).toBe(expected);
  });

  test('a name without an end does not crowd out the rest', () => {
    expect(authorLine({ authors: ['x'.repeat(5000)], authorCount: 1 }).length).toBeLessThanOrEqual(80);
  });
});

describe('days', () => {
  test('have English names', () => {
    expect(dayName('2026-08-18')).toBe('Tuesday 18 August');
    expect(dayName('2024-02-29')).toBe('Thursday 29 February');
    expect(shortDayName('2026-08-23')).toBe('Sun 23 Aug');
  });

  test.each([
    [['2026-08-18'], 'Tuesday 18 August'],
    [['2026-08-17', '2026-08-18', '2026-08-21'], '17–21 August'],
    [['2026-08-31', '2026-09-04'], '31 August – 4 September'],
    [['2025-08-18', '2026-08-18'], '18 August – 18 August'],
    [[], ''],
  ])('%j span %s', (days, expected) => {
    expect(spanName(days)).toBe(expected);
  });
});

describe('numbers', () => {
  test.each([
    [0, 'upvote', '0 upvotes'],
    [1, 'upvote', '1 upvote'],
    [999, 'upvote', '999 upvotes'],
    [1_234_567, 'star', '1,234,567 stars'],
  ])('%i %s', (number, noun, expected) => {
    expect(counted(number, noun)).toBe(expected);
  });
});

describe('plain lines', () => {
  test('breaks and control characters become single spaces', () => {
    expect(plainLine(' A\r\nBcc: x\u0000\u0085y\u2028z\t ')).toBe('A Bcc: x y z');
  });

  test('marks that reorder or hide text go, joiners stay', () => {
    expect(plainLine('\ufeff\u202egnp\u202c.exe co\u00adop \u2066x\u2069')).toBe('gnp.exe coop x');
    expect(plainLine('👩\u200d🔬')).toBe('👩\u200d🔬');
  });

  test('half a surrogate pair is replaced', () => {
    expect(plainLine('a\ud800b')).toBe('a\ufffdb');
  });
});

describe('shortening', () => {
  test('what fits stays as it is', () => {
    expect(shorten('one two', 7)).toBe('one two');
  });

  test('the cut is between words, without a dangling comma', () => {
    expect(shorten('one two, three four', 13)).toBe('one two…');
  });

  test('a text without spaces is cut between characters', () => {
    expect(shorten('多'.repeat(50), 10)).toBe(`${'多'.repeat(9)}…`);
    expect(shorten('👩'.repeat(50), 10)).toBe(`${'👩'.repeat(4)}…`);
  });

  test('a formula is kept whole or left out', () => {
    expect(shorten('We reach a bound of $O(n \\log n)$ with this', 28)).toBe('We reach a bound of…');
  });

  test('a price is not a formula', () => {
    expect(shorten('Training on $60 GPUs for less than $90 in total', 42)).toBe(
      'Training on $60 GPUs for less than $90 in…',
    );
  });
});

describe('wrapping', () => {
  test('lines keep to their width and their indents', () => {
    const lines = wrapped('word '.repeat(40), { first: '1. ', rest: '   ' });

    expect(lines[0]).toMatch(/^1\. word/);
    expect(lines.slice(1).every(line => line.startsWith('   word'))).toBe(true);
    expect(lines.every(line => line.length <= textWidth)).toBe(true);
    expect(lines.join(' ').match(/word/g)).toHaveLength(40);
  });

  test('a text without spaces is broken where the line ends', () => {
    const lines = wrapped('多'.repeat(100), { first: '   ' });

    expect(lines.map(line => line.length)).toEqual([78, 28]);
  });

  test('nothing makes no lines', () => {
    expect(wrapped('')).toEqual([]);
  });
});
