import { describe, expect, test } from 'vitest';
import { arxivId, titleId } from '../../../shared/papers/ids.ts';
import { plainText } from '../../../shared/papers/text.ts';

describe('plain text', () => {
  test('joins hard-wrapped lines and keeps hyphens at their ends', () => {
    expect(plainText('An Intro for Large Multimodal\n  Models')).toBe('An Intro for Large Multimodal Models');
    expect(plainText('across open-\nand closed-source models\t\u0000 ')).toBe(
      'across open- and closed-source models',
    );
  });

  test('has nothing that a feed or a queue cannot carry', () => {
    expect(plainText('a\ufffeb\uffffc\ud800d\0e\u001bf')).toBe('a\ufffdb\ufffdc\ufffdd e f');
  });

  test('leaves LaTeX, comparison signs and ampersands as they are', () => {
    expect(plainText('$\\alpha$ < 1 & more on $60 GPUs &amp;')).toBe(
      '$\\alpha$ < 1 & more on $60 GPUs &amp;',
    );
  });
});

describe('an arXiv id', () => {
  test.each([
    ['2607.01234', '2607.01234'],
    ['2607.01234v2', '2607.01234'],
    ['arXiv:0704.0001v1', '0704.0001'],
    ['hep-th/9901001v3', 'hep-th/9901001'],
    ['math.GT/0309136', 'math/0309136'],
  ])('%s is kept as %s', (told, kept) => {
    expect(arxivId(told)).toBe(kept);
  });

  test.each([
    '',
    'toy',
    '2607.123',
    '2607.01234/..',
    'title-0123456789abcdef',
    `${'a-'.repeat(2_000)}/1234567`,
  ])('%s is none', told => {
    expect(arxivId(told)).toBeUndefined();
  });
});

describe('a title’s id', () => {
  test('is the same for every way of writing the title', () => {
    const ids = ['F-LMM: Grounding Frozen', 'f-lmm – grounding\n  frozen', 'F LMM  Grounding Frozen.'].map(
      titleId,
    );

    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^title-[0-9a-f]{16}$/);
  });

  test('differs for different titles, also where there are no letters', () => {
    expect(titleId('A')).not.toBe(titleId('B'));
    expect(titleId('∀')).not.toBe(titleId('∃'));
  });
});
