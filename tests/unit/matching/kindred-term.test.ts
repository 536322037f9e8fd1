import { expect, test } from 'vitest';
import { kindredTerm } from '../../../shared/matching/kindred-term.ts';
import { indexPapers } from '../../../shared/matching/paper-index.ts';
import { paper } from '../../support/paper-factories.ts';

function indexOf(titles: readonly string[]) {
  return indexPapers(
    titles.map((title, number) => paper({ id: `2608.${String(number).padStart(5, '0')}`, title })),
  );
}

const papers = indexOf([
  'We segment images',
  'Image segmentation',
  'Segmentations of images',
  'Image segmentation with words',
  'Image segmentation to segment images',
]);

test('another word of the same root is told, in the form that papers use most', () => {
  expect(kindredTerm('segment', [], papers)).toEqual({ term: 'segmentation', papers: 3 });
});

test('the last word of a phrase is what is looked at', () => {
  expect(kindredTerm('Image segments', [], papers)).toEqual({ term: 'Image segmentation', papers: 3 });
});

test('it is not told where it finds less than the phrase itself', () => {
  expect(kindredTerm('segmentation', [], papers)).toBeUndefined();
});

test('it is not told where the rules have it, in whatever form', () => {
  expect(kindredTerm('segment', ['Segmentations'], papers)).toBeUndefined();
});

test('nothing is told of words that are alone, of acronyms, and of what is no word', () => {
  for (const phrase of ['images', 'quantum', 'SEGMENT', ''])
    expect(kindredTerm(phrase, [], papers)).toBeUndefined();
});
