import { describe, expect, it } from 'vitest';
import { parseRules } from '../../../shared/subscribers/parse-rules.ts';
import { longestTerm, mostTerms } from '../../../shared/subscribers/rules.ts';
import { rules } from '../../support/rule-factories.ts';

function problems(input: unknown) {
  const result = parseRules(input);
  return result.ok ? {} : result.problems;
}

const terms = (count: number) => Array.from({ length: count }, (_, index) => `term ${index}`);

describe('parseRules', () => {
  it('reads what is there and fills in the rest', () => {
    const parsed = parseRules({ include: { phrases: ['  language\u00a0 model '] }, minUpvotes: 5 });

    expect(parsed).toEqual({
      ok: true,
      rules: rules({ include: { phrases: ['language model'] }, minUpvotes: 5 }),
    });
  });

  it('takes as many and as long terms as are allowed', () => {
    const longest = Array.from(
      { length: mostTerms },
      (_, index) => `${'語'.repeat(longestTerm - 2)}${String(index).padStart(2, '0')}`,
    );

    expect(problems({ include: { phrases: longest } })).toEqual({});
  });

  it('names the field and the beginning of a term that is too long', () => {
    const long = `${'reinforcement learning '.repeat(4)}again`;

    expect(problems({ exclude: { authors: ['Ada', long] } })).toEqual({
      'exclude.authors': `“reinforcement learning reinfor…”: Shorten it to ${longestTerm} characters.`,
    });
  });

  it('counts what is too many, over all fields', () => {
    const input = { include: { phrases: terms(30) }, exclude: { authors: terms(27) } };

    expect(problems(input)).toEqual({ rules: 'These are 57 terms; take out 7, for 50 is the most.' });
  });

  it('names three wrong terms of a field and counts the others', () => {
    const wrong = problems({ include: { phrases: ['!', '?', '…', '-', '+'] } })['include.phrases'];

    expect(wrong).toMatch(/^“!”: .* “\?”: .* “…”: .* And 2 more like this\.$/);
  });

  it('refuses a term that is to be seen and not to be seen, however it is written', () => {
    const input = { include: { phrases: ['Diffusion'] }, exclude: { phrases: ['diffusion'] } };

    expect(Object.keys(problems(input))).toEqual(['exclude.phrases']);
  });

  it.each([
    ['a list', [], 'rules'],
    ['nothing', null, 'rules'],
    ['a field that there is not', { includes: {} }, 'rules'],
    ['a kind that there is not', { include: { titles: ['x'] } }, 'rules'],
    ['terms that are no list', { include: { phrases: 'x' } }, 'include.phrases'],
    ['a term that is no text', { include: { phrases: [7] } }, 'include.phrases'],
    ['a category that arXiv could not have', { exclude: { categories: ['cs CL'] } }, 'exclude.categories'],
    ['upvotes as text', { minUpvotes: '5' }, 'minUpvotes'],
    ['too many upvotes', { minUpvotes: 1_001 }, 'minUpvotes'],
    ['filling up as text', { fillUp: 'yes' }, 'fillUp'],
    ['a key of every object', JSON.parse('{"__proto__": {"include": {}}}'), 'rules'],
  ])('says where %s is wrong', (_, input, field) => {
    expect(Object.keys(problems(input))).toEqual([field]);
  });

  it('cuts no character in two', () => {
    const wrong = problems({ include: { phrases: ['𝒳'.repeat(90)] } })['include.phrases'];

    expect(wrong).toContain(`“${'𝒳'.repeat(30)}…”`);
  });
});
