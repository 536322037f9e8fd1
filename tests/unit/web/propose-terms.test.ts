import { describe, expect, it } from 'vitest';
import { changeTerms, formatTermChange, readTermChanges } from '../../../functions/web/change-terms.ts';
import { proposeTerms, type Wish } from '../../../functions/web/propose-terms.ts';
import { indexPapers } from '../../../shared/matching/paper-index.ts';
import { type Rules, rulesSchema } from '../../../shared/subscribers/rules.ts';
import { paper } from '../../support/paper-factories.ts';

const subject = paper({
  id: '2608.00001',
  keywords: [
    'diffusion models',
    'image editing',
    'neural networks',
    'Diffusion Models',
    '???',
    'x'.repeat(81),
  ],
  authors: ['Ada First', 'Bo Second', 'Cy Third', 'Di Fourth', 'Ed Fifth', 'Flo Last'],
  organization: { name: 'toys', fullName: 'Institute of Toys' },
  submitter: { name: 'gus', fullName: 'Gus Sender' },
  categories: ['cs.CV'],
});
/** Of 40 papers, 2 are on image editing, 4 on diffusion models, and all on neural networks. */
const index = indexPapers([
  subject,
  ...Array.from({ length: 39 }, (_, number) =>
    paper({
      id: `2608.1${String(number).padStart(4, '0')}`,
      abstract: 'We show neural networks.',
      keywords: [...(number < 3 ? ['diffusion model'] : []), ...(number < 1 ? ['image editing'] : [])],
    }),
  ),
]);

const rulesOf = (input: unknown): Rules => rulesSchema.parse(input);

function proposed(wish: Wish, rules: Rules = rulesOf({})) {
  const { changes, standing } = proposeTerms(wish, subject, rules, index);
  return {
    values: changes.map(formatTermChange),
    likely: changes.filter(({ likely }) => likely).map(({ term }) => term),
    standing: standing.map(({ term }) => term),
    papers: changes.map(({ papers }) => papers),
  };
}

describe('what a paper can be asked for by', () => {
  it('is its keywords, first authors and last, organisation and categories, each with how many papers it finds', () => {
    const { values, papers } = proposed('more');

    expect(values).toEqual([
      'include.phrases:diffusion models',
      'include.phrases:image editing',
      'include.phrases:neural networks',
      'include.authors:Ada First',
      'include.authors:Bo Second',
      'include.authors:Cy Third',
      'include.authors:Di Fourth',
      'include.authors:Flo Last',
      'include.organizations:Institute of Toys',
      'include.categories:cs.CV',
    ]);
    expect(papers.slice(0, 4)).toEqual([4, 2, 40, 1]);
  });

  it('is likely to be its rarest keywords that other papers have, and not what stands in many', () => {
    expect(proposed('more').likely).toEqual(['diffusion models', 'image editing']);
    expect(proposed('less').likely).toEqual(['image editing']);
  });

  it('is not what is asked for already, but may be what is left out', () => {
    const rules = rulesOf({
      include: { phrases: ['Image Editing'] },
      exclude: { phrases: ['diffusion models'] },
    });

    const { values, standing } = proposed('more', rules);

    expect(standing).toEqual(['image editing']);
    expect(values[0]).toBe('include.phrases:diffusion models');
  });
});

describe('what a paper can be left out by', () => {
  it('is its keywords, organisation, categories and who suggested it, but not its authors', () => {
    const { values } = proposed('less');

    expect(values).toContain('exclude.submitters:Gus Sender');
    expect(values).toContain('exclude.organizations:Institute of Toys');
    expect(values.filter(value => value.includes('authors'))).toEqual([]);
  });

  it('is no longer asked for, if it was, and not hidden as well', () => {
    const rules = rulesOf({ include: { phrases: ['diffusion models'] } });

    const { values, likely } = proposed('less', rules);

    expect(values[0]).toBe('drop.phrases:diffusion models');
    expect(likely).toEqual(['image editing']);
  });
});

describe('changing terms', () => {
  const rules = rulesOf({
    include: { phrases: ['diffusion'] },
    exclude: { phrases: ['video'] },
    minUpvotes: 3,
  });
  const change = (...values: string[]) =>
    changeTerms(rules, readTermChanges(Object.fromEntries(values.entries())));

  it('puts a term on one side and takes it from the other, whatever its case', () => {
    const after = change(
      'include.phrases:Video',
      'exclude.phrases:Diffusion',
      'include.authors:Ada: the First',
    );

    expect(after).toEqual(
      rulesOf({
        include: { phrases: ['Video'], authors: ['Ada: the First'] },
        exclude: { phrases: ['Diffusion'] },
        minUpvotes: 3,
      }),
    );
  });

  it('does the same twice as once', () => {
    const wanted = readTermChanges({
      a: 'include.phrases:x1',
      b: 'exclude.authors:y',
      c: 'drop.phrases:diffusion',
    });

    const once = changeTerms(rules, wanted);

    expect(changeTerms(once, wanted)).toEqual(once);
    expect(once.include.phrases).toEqual(['x1']);
  });

  it('ignores what is no box of ours', () => {
    expect(change('', 'on', 'include.phrases:', 'include.colours:red', 'replace.phrases:x')).toEqual(rules);
  });
});
