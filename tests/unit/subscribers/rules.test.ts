import { expect, test } from 'vitest';
import { verdictOf } from '../../../shared/matching/match.ts';
import {
  longestTerm,
  mostTerms,
  noRules,
  rulesSchema,
  type TermKind,
} from '../../../shared/subscribers/rules.ts';

function problemsOf(input: unknown): Record<string, string> {
  const result = rulesSchema.safeParse(input);
  return Object.fromEntries(
    (result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]),
  );
}

test('a reader who wishes for nothing gets the trending list, filled up', () => {
  expect(noRules).toEqual({
    include: { phrases: [], authors: [], organizations: [], categories: [], submitters: [] },
    exclude: { phrases: [], authors: [], organizations: [], categories: [], submitters: [] },
    minUpvotes: 0,
    fillUp: true,
  });
});

test('terms keep their spelling, and lose blanks, invisible characters and repetitions', () => {
  const rules = rulesSchema.parse({
    include: { phrases: ['  Diffusion \n models ', 'diffusion models', 'GUI\u200b agents'] },
  });

  expect(rules.include.phrases).toEqual(['diffusion models', 'GUI agents']);
});

test.each<[string, unknown, string, string]>([
  [
    'an empty term',
    { include: { phrases: [' '] } },
    'include.phrases.0',
    'Write at least one letter or digit.',
  ],
  [
    'a term of signs only',
    { include: { phrases: ['—'] } },
    'include.phrases.0',
    'Write at least one letter or digit.',
  ],
  [
    'a long term',
    { exclude: { authors: ['x'.repeat(longestTerm + 1)] } },
    'exclude.authors.0',
    'Shorten it to 80 characters.',
  ],
  [
    'text where a list belongs',
    { include: { phrases: 'agents' } },
    'include.phrases',
    'Give a list of words or names.',
  ],
  [
    'a category that arXiv has not',
    { include: { categories: ['NLP!'] } },
    'include.categories.0',
    'Write it as arXiv does, like cs.CL or hep-th.',
  ],
  ['too many upvotes', { minUpvotes: 1_001 }, 'minUpvotes', 'Choose from 0 to 1000 upvotes.'],
  [
    'a term that is wanted and not wanted',
    { include: { phrases: ['agents'] }, exclude: { phrases: ['Agents'] } },
    'exclude.phrases',
    '“Agents” is among those to include, too: choose one.',
  ],
])('%s is refused with what would do', (_, input, field, message) => {
  expect(problemsOf(input)).toEqual({ [field]: message });
});

test('more terms than a profile holds are refused with the number to take out', () => {
  const phrases = Array.from({ length: mostTerms + 2 }, (_, index) => `term ${index}`);

  expect(problemsOf({ include: { phrases } })).toEqual({
    '': 'These are 52 terms; take out 2, for 50 is the most.',
  });
});

test('an exclusion wins, except over a followed author', () => {
  const found = (...kinds: TermKind[]) => kinds.map(kind => ({ kind, term: kind, papers: 1 }));
  const verdict = (included: TermKind[], excluded: TermKind[]) =>
    verdictOf({ paperId: '2608.00001', included: found(...included), excluded: found(...excluded) });

  expect(verdict(['authors', 'phrases'], ['phrases'])).toBe('followed');
  expect(verdict(['organizations', 'phrases'], ['submitters'])).toBe('excluded');
  expect(verdict(['organizations', 'phrases'], [])).toBe('followed');
  expect(verdict(['phrases'], [])).toBe('on-topic');
  expect(verdict([], [])).toBe('neither');
  expect(verdictOf(undefined)).toBe('neither');
});
