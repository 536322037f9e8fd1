import { describe, expect, it } from 'vitest';
import { describeRules } from '../../../shared/subscribers/describe-rules.ts';
import { rules } from '../../support/rule-factories.ts';

describe('describeRules', () => {
  it.each([
    [undefined, 'The day’s trending papers.'],
    [rules(), 'The day’s trending papers.'],
    [
      rules({ exclude: { phrases: ['a', 'b'] }, minUpvotes: 1 }),
      'The day’s trending papers; without those for 2 terms; from 1 upvote on.',
    ],
    [
      rules({ include: { phrases: ['a', 'b'], authors: ['Ada'] } }),
      'Papers for 2 words and phrases and 1 author; filled up with the day’s trending ones.',
    ],
    [
      rules({
        include: { categories: ['cs.CL'] },
        exclude: { authors: ['Ben'] },
        minUpvotes: 5,
        fillUp: false,
      }),
      'Papers for 1 arXiv category; without those for 1 term; from 5 upvotes on; and no others.',
    ],
  ])('says what is chosen', (chosen, words) => {
    expect(describeRules(chosen)).toBe(words);
  });
});
