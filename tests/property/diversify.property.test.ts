import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { diversify, type Relevant } from '../../shared/digests/diversify.ts';

/** Some papers with any relevance, and any likeness of two, as coarse as makes ties common. */
const share = fc.integer({ min: 0, max: 4 }).map(quarters => quarters / 4);
const world = fc.integer({ min: 1, max: 8 }).chain(size =>
  fc.record({
    relevances: fc.array(share, { minLength: size, maxLength: size }),
    likenesses: fc.array(share, { minLength: size * size, maxLength: size * size }),
    count: fc.integer({ min: 1, max: size }),
  }),
);

function papersOf(relevances: readonly number[]): Relevant[] {
  return relevances.map((relevance, index) => ({ paperId: String(index), relevance }));
}

function likenessOf(likenesses: readonly number[], size: number) {
  return (a: string, b: string) => {
    const [first, second] = [Number(a), Number(b)].sort((one, other) => one - other);
    return likenesses[(first ?? 0) * size + (second ?? 0)] ?? 0;
  };
}

function order(relevances: readonly number[], likenesses: readonly number[], count = relevances.length) {
  const chosen = diversify(papersOf(relevances), count, likenessOf(likenesses, relevances.length));
  return chosen.map(({ paperId }) => Number(paperId));
}

test('each paper comes once, the most relevant first, and fewer are the beginning of more', () => {
  fc.assert(
    fc.property(world, ({ relevances, likenesses, count }) => {
      const all = order(relevances, likenesses);

      expect(all.toSorted((a, b) => a - b)).toEqual(relevances.map((_, index) => index));
      expect(relevances[all[0] ?? -1]).toBe(Math.max(...relevances));
      expect(order(relevances, likenesses, count)).toEqual(all.slice(0, count));
    }),
  );
});

test('whoever becomes more relevant never moves down, however alike the papers are', () => {
  fc.assert(
    fc.property(world, fc.nat(), fc.integer({ min: 1, max: 4 }), ({ relevances, likenesses }, at, more) => {
      const raised = at % relevances.length;
      const after = relevances.map((relevance, index) =>
        index === raised ? relevance + more / 8 : relevance,
      );

      expect(order(after, likenesses).indexOf(raised)).toBeLessThanOrEqual(
        order(relevances, likenesses).indexOf(raised),
      );
    }),
    { numRuns: 1_000 },
  );
});

test('of papers without likeness the more relevant is first', () => {
  fc.assert(
    fc.property(world, ({ relevances }) => {
      const chosen = order(relevances, []).map(index => relevances[index] ?? 0);

      expect(chosen).toEqual(chosen.toSorted((a, b) => b - a));
    }),
  );
});
