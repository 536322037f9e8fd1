import { expect, test } from 'vitest';
import { indexPapers } from '../../../shared/matching/paper-index.ts';
import { suggestTerms } from '../../../shared/matching/suggest-terms.ts';
import type { Paper } from '../../../shared/papers/paper.ts';
import { paper } from '../../support/paper-factories.ts';
import { rules } from '../../support/rules-factories.ts';

/** So many papers with this title and these keywords, under ids of their own. */
function papersWith(from: number, count: number, given: Partial<Paper>): Paper[] {
  return Array.from({ length: count }, (_, number) =>
    paper({ id: `2608.${String(from + number).padStart(5, '0')}`, ...given }),
  );
}

const robots = papersWith(100, 6, {
  title: 'Robots that grasp',
  keywords: ['motion planning (MP)', 'benchmark'],
});
const planners = papersWith(200, 2, { title: 'Ships', keywords: ['Motion Planning', 'benchmark'] });
const others = papersWith(300, 40, { title: 'Proteins that fold', keywords: ['benchmark'] });
const index = indexPapers([...robots, ...planners, ...others]);
const wantsRobots = rules({ include: { phrases: ['robot'] } });

test('what stands in the matching papers far more often than elsewhere is suggested, as papers print it', () => {
  expect(suggestTerms(wantsRobots, index, 5)).toEqual([{ term: 'motion planning', papers: 8 }]);
});

test('what stands everywhere is not', () => {
  expect(suggestTerms(wantsRobots, index, 5).map(({ term }) => term)).not.toContain('benchmark');
});

test('what would add no paper is not', () => {
  const alone = indexPapers([...robots, ...others]);

  expect(suggestTerms(wantsRobots, alone, 5)).toEqual([]);
});

test('what the rules name already, include it or exclude it, in whole or in part, is not', () => {
  for (const phrases of [['motion planning'], ['motion'], ['robot motion planning'], ['planning ship']]) {
    expect(suggestTerms(rules({ include: { phrases: ['robot', ...phrases] } }), index, 5)).toEqual([]);
    expect(suggestTerms(rules({ include: { phrases: ['robot'] }, exclude: { phrases } }), index, 5)).toEqual(
      [],
    );
  }
});

test('no more are given than asked for, and none to a reader whose rules match nothing', () => {
  expect(suggestTerms(wantsRobots, index, 0)).toEqual([]);
  expect(suggestTerms(rules({ include: { phrases: ['theorem'] } }), index, 5)).toEqual([]);
  expect(suggestTerms(rules({}), index, 5)).toEqual([]);
});

test('the order of the papers makes no difference', () => {
  const turned = indexPapers([...others, ...planners.toReversed(), ...robots]);

  expect(suggestTerms(wantsRobots, turned, 5)).toEqual(suggestTerms(wantsRobots, index, 5));
});
