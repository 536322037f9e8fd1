import { expect, test } from 'vitest';
import { indexPapers } from '../../../shared/matching/paper-index.ts';
import { termShares } from '../../../shared/matching/term-shares.ts';
import { paper } from '../../support/paper-factories.ts';
import { rules } from '../../support/rules-factories.ts';

const index = indexPapers([
  paper({ id: '2608.00001', title: 'Language models', authors: ['Ada Example'] }),
  paper({ id: '2608.00002', title: 'Language models and robots', authors: ['Bo Sample'] }),
  paper({ id: '2608.00003', title: 'Robots', authors: ['Bo Sample'] }),
  paper({ id: '2608.00004', title: 'Quantum surveys', authors: ['Cy Third'] }),
]);

test('each term says how many papers it matches, and how many no other term matches', () => {
  const wanted = rules({
    include: { phrases: ['language model', 'robot', 'protein'], authors: ['Ada Example'] },
    exclude: { phrases: ['survey'] },
  });

  expect(termShares(wanted, index)).toEqual([
    { side: 'include', kind: 'phrases', term: 'language model', papers: 2, only: 0 },
    { side: 'include', kind: 'phrases', term: 'robot', papers: 2, only: 1 },
    { side: 'include', kind: 'phrases', term: 'protein', papers: 0, only: 0 },
    { side: 'include', kind: 'authors', term: 'Ada Example', papers: 1, only: 0 },
    { side: 'exclude', kind: 'phrases', term: 'survey', papers: 1, only: 1 },
  ]);
});

test('without terms there are no shares', () => {
  expect(termShares(rules({}), index)).toEqual([]);
});
