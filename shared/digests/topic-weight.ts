import type { TermMatch } from '../matching/match.ts';

/** A phrase in the title says what a paper is about; in the keywords, what it is filed under; in the abstract, less. */
const placeWeights = { title: 3, keywords: 2, abstract: 1 } as const;
/** A submitter was named one by one; a category holds hundreds of papers, which its rarity accounts for. */
const namedWeight = 1;
/** 100 upvotes then weigh 0.46: less than any rare phrase in an abstract, enough to decide between like matches. */
const upvotesWeight = 0.1;

/** How much a paper's matches and its upvotes make it worth showing under a reader's topics, above 0. */
export function topicWeight(included: readonly TermMatch[], upvotes: number, paperCount: number): number {
  const terms = included.reduce((sum, match) => sum + termWeight(match, paperCount), 0);
  return terms + upvotesWeight * Math.log1p(upvotes);
}

/** Where the term stands times how rare it is. */
export function termWeight({ where, papers }: TermMatch, paperCount: number): number {
  return (where === undefined ? namedWeight : placeWeights[where]) * rarity(papers, paperCount);
}

/** Inverse document frequency, 1 for a term in one paper of the catalogue, near 0 for one in all of them. */
function rarity(papers: number, paperCount: number): number {
  return Math.log(1 + paperCount / papers) / Math.log(1 + paperCount);
}
