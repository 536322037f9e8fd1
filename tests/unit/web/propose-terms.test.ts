import { describe, expect, it } from 'vitest';
import {
  changeTerms,
  formatTermChange,
  readTermChanges,
  readUndoableChanges,
  stillStanding,
  undoOf,
} from '../../../functions/web/change-terms.ts';
import { proposeTerms, termsThatBring, type Wish } from '../../../functions/web/propose-terms.ts';
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
    expect(likely).toEqual(['diffusion models']);
  });

  it('begins with every term of the reader that brought it, in the reader’s words, as mails are chosen', () => {
    const rules = rulesOf({
      include: { phrases: ['editing', 'robot'], authors: ['E. Fifth'], organizations: ['Toys'] },
    });

    const { values, likely } = proposed('less', rules);

    expect(values.slice(0, 3)).toEqual([
      'drop.phrases:editing',
      'drop.authors:E. Fifth',
      'drop.organizations:Toys',
    ]);
    expect(likely).toEqual(['editing', 'E. Fifth', 'Toys']);
  });

  it('would not keep it away while a followed author brings it', () => {
    const following = rulesOf({
      include: { authors: ['Ada First'] },
      exclude: { phrases: ['image editing'] },
    });
    const asking = rulesOf({ include: { phrases: ['diffusion'] }, exclude: { phrases: ['image editing'] } });

    expect(termsThatBring(subject, following)).toEqual([{ kind: 'authors', term: 'Ada First' }]);
    expect(termsThatBring(subject, asking)).toEqual([]);
  });
});

describe('keywords that no other paper has', () => {
  it('come last and are not ticked', () => {
    const lonely = paper({ id: '2608.00002', keywords: ['a lonely one', 'neural networks'] });

    const { changes } = proposeTerms('more', lonely, rulesOf({}), index);

    expect(changes.at(-1)).toMatchObject({ term: 'a lonely one', likely: false });
  });
});

describe('taking changes back', () => {
  const before = rulesOf({ include: { phrases: ['Robots', 'video'] }, exclude: { authors: ['Bo Second'] } });
  const made = readTermChanges({
    a: 'drop.phrases:robots',
    b: 'include.authors:Bo Second',
    c: 'exclude.phrases:x1',
  });
  const undoable = undoOf(before, made);
  const fields = Object.fromEntries(
    undoable.flatMap(({ done, undo }, index) => [
      [`done-${index}`, formatTermChange(done)],
      [`undo-${index}`, formatTermChange(undo)],
    ]),
  );
  const takeBack = (rules: Rules) =>
    changeTerms(
      rules,
      stillStanding(rules, readUndoableChanges(fields)).map(({ undo }) => undo),
    );
  const sorted = (rules: Rules) => JSON.stringify([rules.include.phrases.toSorted(), rules.exclude]);

  it('restores what was there, as it was written', () => {
    expect(sorted(takeBack(changeTerms(before, made)))).toBe(sorted(before));
  });

  it('leaves what was said since, of other terms and of the same', () => {
    const since = changeTerms(
      changeTerms(before, made),
      readTermChanges({ a: 'include.phrases:new', b: 'clear.phrases:x1', c: 'exclude.phrases:robots' }),
    );

    const after = takeBack(since);

    expect(after.include.phrases).toEqual(['video', 'new']);
    expect(after.exclude).toMatchObject({ phrases: ['robots'], authors: ['Bo Second'] });
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
