import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DigestPaper, SelectionInput } from '../../shared/digests/digest.ts';
import { selectDigest } from '../../shared/digests/select.ts';
import { idsOf } from '../support/digest-factories.ts';
import { dayListing, type ListedFacts } from '../support/paper-factories.ts';

const days: string[] = ['2026-08-14', '2026-08-15', '2026-08-16', '2026-08-17', '2026-08-18'];

/** Few ids over many days, so that papers are often listed twice, late, sent or tied. */
const paperId = fc.integer({ min: 1, max: 12 }).map(number => `2608.${String(number).padStart(5, '0')}`);

const facts: fc.Arbitrary<ListedFacts> = fc.record({
  id: paperId,
  upvotes: fc.integer({ min: 0, max: 4 }),
  comments: fc.integer({ min: 0, max: 1 }),
  late: fc.boolean(),
});

interface Day {
  readonly day: string;
  readonly papers: readonly ListedFacts[];
  readonly settled: boolean;
}

const dayFacts = fc
  .tuple(
    fc.subarray(days),
    fc.array(
      fc.record({
        papers: fc.uniqueArray(facts, { selector: ({ id }) => id, maxLength: 8 }),
        settled: fc.integer({ min: 0, max: 5 }).map(number => number > 0),
      }),
      { minLength: days.length, maxLength: days.length },
    ),
  )
  .map(([chosen, contents]): Day[] =>
    chosen.map((day, index) => ({ day, ...(contents[index] ?? { papers: [], settled: true }) })),
  );

const situation = fc.record({
  days: dayFacts,
  covered: fc.subarray(days),
  sent: fc.array(paperId, { maxLength: 4 }),
  maxPapers: fc.integer({ min: 1, max: 10 }),
  weekly: fc.boolean(),
});
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

function inputOf({ days, covered, sent, maxPapers, weekly }: Situation): SelectionInput {
  return {
    key: 'any',
    weekly,
    maxPapers,
    covered,
    sent: new Set(sent),
    listings: days.map(({ day, papers, settled }) =>
      dayListing(day, papers, { status: settled ? 'settled' : 'filling' }),
    ),
  };
}

function papersOf(input: SelectionInput): readonly DigestPaper[] {
  const selection = selectDigest(input);
  return selection.kind === 'digest' ? selection.digest.papers : [];
}

test('no paper twice, none that was sent, and never more than the reader wants', () => {
  fc.assert(
    fc.property(situation, given => {
      const ids = idsOf(papersOf(inputOf(given)));

      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter(id => given.sent.includes(id))).toEqual([]);
      expect(ids.length).toBeLessThanOrEqual(given.maxPapers);
    }),
  );
});

test('neither the order of days nor that of their entries matters', () => {
  fc.assert(
    fc.property(situation, given => {
      const input = inputOf(given);
      const turned = {
        ...input,
        covered: input.covered.toReversed(),
        listings: input.listings
          .map(listing => ({ ...listing, papers: listing.papers.toReversed() }))
          .toReversed(),
      };

      expect(selectDigest(turned)).toEqual(selectDigest(input));
    }),
  );
});

test('more upvotes never rank a paper lower, all else equal', () => {
  fc.assert(
    fc.property(
      situation,
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 5 }),
      (given, dayAt, paperAt, more) => {
        const day = given.days[dayAt % Math.max(1, given.days.length)];
        const raised = day?.papers[paperAt % Math.max(1, day.papers.length)];
        fc.pre(day !== undefined && raised !== undefined);
        const after = {
          ...given,
          days: given.days.map(other =>
            other === day
              ? {
                  ...day,
                  papers: day.papers.map(facts =>
                    facts === raised ? { ...facts, upvotes: (facts.upvotes ?? 0) + more } : facts,
                  ),
                }
              : other,
          ),
        };

        const before = placeOf(raised.id, papersOf(inputOf(given)));
        expect(placeOf(raised.id, papersOf(inputOf(after)))).toBeLessThanOrEqual(before);
      },
    ),
  );
});

test('every entry of the covered days is shown, was sent before, or is counted as over the limit', () => {
  fc.assert(
    fc.property(situation, given => {
      const input = inputOf(given);
      const selection = selectDigest(input);
      fc.pre(selection.kind === 'digest');
      const { digest } = selection;
      const settled = given.days.filter(day => day.settled);
      const onTime = idsIn(settled.filter(day => digest.days.includes(day.day)));
      const lateOnly = idsIn(
        settled
          .filter(day => given.covered.includes(day.day))
          .map(day => ({
            ...day,
            papers: day.papers.filter(paper => paper.late === true && !onTime.has(paper.id)),
          })),
      );
      const isSent = (id: string) => given.sent.includes(id);

      expect(digest.listed).toBe(onTime.size);
      expect(digest.alreadySent).toBe([...onTime].filter(isSent).length);
      expect(digest.papers.length + digest.overLimit).toBe(
        [...onTime, ...lateOnly].filter(id => !isSent(id)).length,
      );
      for (const { listed, late } of digest.papers) {
        expect((late ? lateOnly : onTime).has(listed.paper.id)).toBe(true);
      }
    }),
  );
});

test('a digest never covers a day again, an unsettled one, or one before the reader’s first', () => {
  fc.assert(
    fc.property(situation, given => {
      const selection = selectDigest(inputOf(given));
      const coveredNow = selection.kind === 'digest' ? selection.digest.days : selection.days;
      const settled = given.days.filter(day => day.settled).map(({ day }) => day);
      const first = given.covered.toSorted()[0] ?? '';

      expect(coveredNow).toEqual(coveredNow.toSorted());
      for (const day of coveredNow) {
        expect(settled).toContain(day);
        expect(given.covered).not.toContain(day);
        expect(day > first).toBe(true);
      }
    }),
  );
});

test('day after day with room for all, a reader is mailed every paper exactly once', () => {
  fc.assert(
    fc.property(dayFacts, history => {
      const settled = history.map(day => ({ ...day, settled: true })).filter(day => day.papers.length > 0);
      fc.pre(settled.length > 0);
      const covered: string[] = [];
      const mailed: string[] = [];

      for (const [index, today] of settled.entries()) {
        // The late papers of today are in its list only when tomorrow's digest looks back.
        const onTime = { ...today, papers: today.papers.filter(paper => paper.late !== true) };
        const known = [...settled.slice(0, index), onTime];
        const selection = selectDigest(
          inputOf({ days: known, covered, sent: mailed, maxPapers: 100, weekly: false }),
        );
        covered.push(...(selection.kind === 'digest' ? selection.digest.days : selection.days));
        if (selection.kind === 'digest') mailed.push(...idsOf(selection.digest.papers));
      }
      const last = selectDigest(
        inputOf({ days: settled, covered, sent: mailed, maxPapers: 100, weekly: false }),
      );
      if (last.kind === 'digest') mailed.push(...idsOf(last.digest.papers));

      expect(new Set(mailed).size).toBe(mailed.length);
      const firstCovered = covered.toSorted()[0] ?? '';
      const expected = idsIn(settled.filter(({ day }) => day >= firstCovered));
      expect(new Set(mailed)).toEqual(expected);
    }),
  );
});

function idsIn(listed: readonly Day[]): Set<string> {
  return new Set(listed.flatMap(({ papers }) => papers.map(({ id }) => id)));
}

/** A paper's place in a digest; beyond its end if it is not in it. */
function placeOf(id: string, papers: readonly DigestPaper[]): number {
  const index = idsOf(papers).indexOf(id);
  return index === -1 ? Number.POSITIVE_INFINITY : index;
}
