import { expect, test } from 'vitest';
import { sectionsIn } from '../../../infra/local/demo/mails.ts';
import { checkRules } from '../../../infra/local/demo/rule-checks.ts';
import { renderDigest } from '../../../shared/digests/render-digest.ts';
import { digestOf, renderContext } from '../../support/digest-factories.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { rules } from '../../support/rule-factories.ts';

const title = 'A Title so Long That the Text Part Has to Break It into Two Lines of the Mail';
const listing = dayListing('2026-08-18', [
  { id: '2608.00001', title: `Language Models: ${title}`, upvotes: 3 },
  { id: '2608.00002', title: 'Other', abstract: '', authors: [], upvotes: 1_234 },
]);
const monday = dayListing('2026-08-17', [{ id: '2608.00003', upvotes: 1, late: true }]);

test('the sections of an arrived mail are read with their papers and reasons', () => {
  const digest = digestOf([monday, listing], {
    covered: ['2026-08-17'],
    rules: rules({ include: { phrases: ['language model'] } }),
  });

  const sections = sectionsIn(renderDigest(digest, renderContext()).text);

  expect(sections).toEqual([
    { heading: 'FOR YOUR TOPICS', papers: [{ id: '2608.00001', reason: '“language model” in the title' }] },
    { heading: 'TRENDING TODAY', papers: [{ id: '2608.00002', reason: '#1 of 2 by upvotes' }] },
    {
      heading: 'LATE FOR MONDAY',
      papers: [{ id: '2608.00003', reason: 'the only paper listed · late for Monday 17 August' }],
    },
  ]);
});

test('the demo notices a paper in the wrong section, one that should be spared, and one without a reason', () => {
  const recorded = {
    entries: 2,
    papers: new Map([
      ['2608.00001', 'On Language Models'],
      ['2608.00002', 'A Survey'],
    ]),
  };
  const papers = [
    { id: '2608.00001', reason: '#1 of 2 by upvotes' },
    { id: '2608.00002', reason: '' },
  ];
  const mail = {
    to: '',
    subject: '',
    day: '',
    papers: [],
    rising: [],
    bytes: 0,
    eml: '',
    htmlBytes: 0,
    unsubscribeUrl: undefined,
    oneClick: true,
  };

  const checks = checkRules([{ ...mail, sections: [{ heading: 'TRENDING', papers }] }], recorded);

  expect(checks.map(({ holds }) => holds)).toEqual([false, false, false]);
});
