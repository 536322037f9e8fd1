import { countTerms, noRules, type Rules, type TermKind, termKinds } from './rules.ts';

/** `1 author`, `2 authors`. */
const kindWords: Record<TermKind, readonly [one: string, many: string]> = {
  phrases: ['word or phrase', 'words and phrases'],
  authors: ['author', 'authors'],
  organizations: ['organisation', 'organisations'],
  categories: ['arXiv category', 'arXiv categories'],
  submitters: ['submitter', 'submitters'],
};

/**
 * What a reader wants to see, as a sentence: `Papers for 5 words and phrases and 2 authors; without those for 1 term;
 * and no others.`
 */
export function describeRules(rules: Rules = noRules): string {
  const { include, exclude, minUpvotes, fillUp } = rules;
  const wished = termKinds.flatMap(kind => {
    const count = include[kind].length;
    return count === 0 ? [] : [`${count} ${kindWords[kind][count === 1 ? 0 : 1]}`];
  });
  const left = countTerms(exclude);
  const parts = [
    wished.length === 0 ? 'The day’s trending papers' : `Papers for ${listed(wished)}`,
    ...(left === 0 ? [] : [`without those for ${left} ${left === 1 ? 'term' : 'terms'}`]),
    ...(minUpvotes === 0 ? [] : [`from ${minUpvotes} ${minUpvotes === 1 ? 'upvote' : 'upvotes'} on`]),
    ...(wished.length === 0 ? [] : [fillUp ? 'filled up with the day’s trending ones' : 'and no others']),
  ];
  return `${parts.join('; ')}.`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
