import { countTerms, noRules, type Rules, type TermKind, termKinds } from './rules.ts';

/** `1 author`, `2 authors`. */
const kindWords: Record<TermKind, readonly [one: string, many: string]> = {
  phrases: ['word or phrase', 'words and phrases'],
  authors: ['author', 'authors'],
  organizations: ['organisation', 'organisations'],
  categories: ['arXiv category', 'arXiv categories'],
  submitters: ['submitter', 'submitters'],
};

/** What a reader wants to see, as a sentence: `Papers on 5 words and phrases, 2 authors; without 1 term; from 3 upvotes on.` */
export function describeRules(rules: Rules = noRules): string {
  const { include, exclude, minUpvotes, fillUp } = rules;
  const wished = termKinds.flatMap(kind => {
    const count = include[kind].length;
    return count === 0 ? [] : [`${count} ${kindWords[kind][count === 1 ? 0 : 1]}`];
  });
  const left = countTerms(exclude);
  const parts = [
    wished.length === 0 ? 'The day’s trending papers' : `Papers that match ${wished.join(', ')}`,
    ...(left === 0 ? [] : [`without what matches ${left} ${left === 1 ? 'term' : 'terms'}`]),
    ...(minUpvotes === 0 ? [] : [`from ${minUpvotes} ${minUpvotes === 1 ? 'upvote' : 'upvotes'} on`]),
    ...(wished.length === 0 ? [] : [fillUp ? 'filled up with the day’s trending ones' : 'and no others']),
  ];
  return `${parts.join('; ')}.`;
}
