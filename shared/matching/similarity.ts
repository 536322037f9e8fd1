import type { PaperIndex } from './paper-index.ts';

type Vector = ReadonlyMap<string, number>;

const vectors = new WeakMap<PaperIndex, ReadonlyMap<string, Vector>>();

/**
 * How alike two indexed papers are, from 0 (no word in common) to 1: the cosine of their tf-idf vectors over the stems
 * of title, keywords and abstract. A paper that is not indexed is like none.
 */
export function similarity(a: string, b: string, index: PaperIndex): number {
  const known = vectors.get(index) ?? vectorsOf(index);
  vectors.set(index, known);
  const [first, second] = [known.get(a), known.get(b)];
  if (first === undefined || second === undefined) return 0;
  if (a === b) return 1;
  const [fewer, more] = first.size < second.size ? [first, second] : [second, first];
  let product = 0;
  for (const [stem, weight] of fewer) product += weight * (more.get(stem) ?? 0);
  return Math.min(1, product);
}

/** Of length 1 each. A count weighs by its logarithm, a stem by ln(1 + papers / papers with it), which is never 0. */
function vectorsOf(index: PaperIndex): ReadonlyMap<string, Vector> {
  const weights = index.papers.map(() => new Map<string, number>());
  for (const [stem, occurrences] of index.occurrences) {
    const counts = new Map<number, number>();
    for (const { field } of occurrences) counts.set(field.paper, (counts.get(field.paper) ?? 0) + 1);
    const rarity = Math.log(1 + index.papers.length / counts.size);
    for (const [paper, count] of counts) weights[paper]?.set(stem, (1 + Math.log(count)) * rarity);
  }
  return new Map(index.papers.map(({ id }, number) => [id, normalized(weights[number] ?? new Map())]));
}

function normalized(weights: Vector): Vector {
  const length = Math.hypot(...weights.values());
  return new Map([...weights].map(([stem, weight]) => [stem, weight / length]));
}
