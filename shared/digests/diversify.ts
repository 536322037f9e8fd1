/** MMR's λ: how much relevance counts against likeness to what is chosen already. */
const relevanceShare = 0.7;

export interface Relevant {
  readonly paperId: string;
  /** In [0, 1]. */
  readonly relevance: number;
}

/**
 * The first `count` by maximal marginal relevance (Carbonell and Goldstein, 1998): each next one is the most relevant
 * less its likeness, in [0, 1], to the likest one before it. Of equals, the one that comes first in `candidates`.
 *
 * Whoever becomes more relevant, all else equal, never moves down: until it is chosen, the others are chosen as before
 * or it is chosen earlier.
 */
export function diversify<T extends Relevant>(
  candidates: readonly T[],
  count: number,
  similarity: (a: string, b: string) => number,
): readonly T[] {
  const left = candidates.map(candidate => ({ candidate, likeness: 0 }));
  const chosen: T[] = [];
  while (chosen.length < count && left.length > 0) {
    const at = indexOfBest(left);
    const [next] = left.splice(at, 1);
    if (next === undefined) break;
    chosen.push(next.candidate);
    for (const other of left)
      other.likeness = Math.max(other.likeness, similarity(other.candidate.paperId, next.candidate.paperId));
  }
  return chosen;
}

function indexOfBest(left: readonly { readonly candidate: Relevant; readonly likeness: number }[]): number {
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const [index, { candidate, likeness }] of left.entries()) {
    const value = relevanceShare * candidate.relevance - (1 - relevanceShare) * likeness;
    if (value > bestValue) [best, bestValue] = [index, value];
  }
  return best;
}
