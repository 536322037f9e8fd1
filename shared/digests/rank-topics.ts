import { rankEntries } from '../papers/ranking.ts';
import type { Catalogue } from './catalogue.ts';
import { diversify } from './diversify.ts';
import type { Judged } from './judge.ts';
import { topicWeight } from './topic-weight.ts';

/**
 * The weight at which a paper is half as relevant as one can be. A fixed scale, not that of the day's best, so that one
 * paper's upvotes change no other's relevance. A rare phrase in a title weighs 3, in an abstract 1.
 */
const halfRelevant = 2;

/**
 * The best `count` of the papers on a reader's topics: by weight, but so that near-twins do not follow on each other.
 * More upvotes never move a paper down, all else equal, and of two that differ in nothing else the more upvoted is first.
 */
export function rankTopics(
  papers: readonly Judged[],
  count: number,
  { paperCount, likeness }: Pick<Catalogue, 'paperCount' | 'likeness'>,
): readonly Judged[] {
  const weighed = rankEntries(papers).map(paper => {
    const weight = topicWeight(paper.match?.included ?? [], paper.upvotes, paperCount);
    return { ...paper, relevance: weight / (weight + halfRelevant) };
  });
  return diversify(weighed, count, likeness);
}
