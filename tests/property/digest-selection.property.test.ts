import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DigestPaper } from '../../shared/digests/digest.ts';
import type { Selection } from '../../shared/digests/selection.ts';
import {
  type DayFacts,
  dayFacts,
  dueFactsOf,
  listingsOf,
  type Situation,
  situation,
  snapshotsOf,
} from '../support/digest-arbitraries.ts';
import { idsOf, selectionOf } from '../support/digest-factories.ts';
import { rules } from '../support/rule-factories.ts';

function select(given: Situation): Selection {
  return selectionOf(listingsOf(given.days), dueFactsOf(given));
}

function papersOf(selection: Selection): readonly DigestPaper[] {
  return selection.kind === 'digest' ? selection.digest.papers : [];
}

function daysCovered(selection: Selection): readonly string[] {
  return selection.kind === 'digest' ? selection.digest.days : selection.quiet.days;
}

test('no paper twice, none as new that was sent, and never more than the reader wants', () => {
  fc.assert(
    fc.property(situation, given => {
      const papers = papersOf(select(given));

      const ids = idsOf(papers);
      expect(new Set(ids).size).toBe(ids.length);
      const asNew = papers.filter(({ section }) => section !== 'rising');
      expect(idsOf(asNew).filter(id => given.sent.includes(id))).toEqual([]);
      expect(ids.length).toBeLessThanOrEqual(given.maxPapers);
    }),
  );
});

test('at most three rise, none that was told so before or that the reader was never offered', () => {
  fc.assert(
    fc.property(situation, given => {
      const rising = papersOf(select(given)).filter(({ section }) => section === 'rising');

      expect(rising.length).toBeLessThanOrEqual(3);
      for (const { listed } of rising) {
        const { id } = listed.paper;
        expect(given.risen).not.toContain(id);
        const offered = given.days.some(
          ({ day, papers }) => given.covered.includes(day) && papers.some(paper => paper.id === id),
        );
        expect(offered || given.sent.includes(id)).toBe(true);
      }
    }),
  );
});

test('neither the order of days nor that of their entries and snapshots matters', () => {
  fc.assert(
    fc.property(situation, given => {
      const turnedDays = listingsOf(given.days)
        .map(listing => ({ ...listing, papers: listing.papers.toReversed() }))
        .toReversed();
      const snapshots = new Map(
        [...snapshotsOf(given.days)].map(([day, list]) => [day, list.toReversed()] as const).toReversed(),
      );

      const turned = selectionOf(turnedDays, {
        ...dueFactsOf(given),
        covered: given.covered.toReversed(),
        snapshots,
      });

      expect(turned).toEqual(select(given));
    }),
  );
});

test('more upvotes never move a paper down, all else equal, with rules and without', () => {
  fc.assert(
    fc.property(
      situation,
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 60 }),
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

        const before = placeOf(raised.id, papersOf(select(given)));
        expect(placeOf(raised.id, papersOf(select(after)))).toBeLessThanOrEqual(before);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('every entry of the covered days is shown, was sent before, held back by rules, or over the limit', () => {
  fc.assert(
    fc.property(situation, given => {
      const selection = select(given);
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
      const asNew = digest.papers.filter(({ section }) => section !== 'rising');

      expect(digest.listed).toBe(onTime.size);
      const again = idsOf(digest.papers).filter(isSent);
      expect(digest.alreadySent).toBe([...onTime].filter(id => isSent(id) && !again.includes(id)).length);
      const unsent = [...onTime, ...lateOnly].filter(id => !isSent(id)).length;
      const accounted = asNew.length + digest.overLimit + digest.heldBack;
      if (given.rules.minUpvotes === 0 && given.rules.exclude.phrases.length === 0 && given.rules.fillUp)
        expect(accounted + lateHidden(given, lateOnly)).toBe(unsent);
      else expect(accounted).toBeLessThanOrEqual(unsent);
      for (const { listed, section } of asNew) {
        expect((section === 'late' ? lateOnly : onTime).has(listed.paper.id)).toBe(true);
      }
    }),
  );
});

/**
 * Late papers of people whom the reader leaves out, and does not follow as well, are no part of the account of the
 * covered days.
 */
function lateHidden(
  { rules: { include, exclude }, days, sent }: Situation,
  late: ReadonlySet<string>,
): number {
  const hidden = exclude.authors.filter(name => !include.authors.includes(name));
  const byThem = idsIn(
    days.map(day => ({
      ...day,
      papers: day.papers.filter(({ authors = [] }) => authors.some(name => hidden.includes(name))),
    })),
  );
  return [...late].filter(id => byThem.has(id) && !sent.includes(id)).length;
}

test('a digest never covers a day again, an unsettled one, or one before the reader’s first', () => {
  fc.assert(
    fc.property(situation, given => {
      const coveredNow = daysCovered(select(given));

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

test('day after day with room for all, a reader is mailed every paper exactly once, but for those that rise', () => {
  fc.assert(
    fc.property(dayFacts, history => {
      const settled = history.map(day => ({ ...day, settled: true })).filter(day => day.papers.length > 0);
      fc.pre(settled.length > 0);
      const covered: string[] = [];
      const sent: string[] = [];
      const risen: string[] = [];
      const live = (known: readonly DayFacts[]) => {
        const reader = { covered, sent, risen, maxPapers: 100, weekly: false, rules: rules() };
        const selection = select({ ...reader, days: known });
        covered.push(...daysCovered(selection));
        for (const { listed, section } of papersOf(selection))
          (section === 'rising' ? risen : sent).push(listed.paper.id);
      };

      for (const [index, today] of settled.entries()) {
        // The late papers of today are in its list only when tomorrow's digest looks back.
        const onTime = { ...today, papers: today.papers.filter(paper => paper.late !== true) };
        live([...settled.slice(0, index), onTime]);
      }
      live(settled);

      expect(new Set(sent).size).toBe(sent.length);
      expect(new Set(risen).size).toBe(risen.length);
      const firstCovered = covered.toSorted()[0] ?? '';
      const expected = idsIn(settled.filter(({ day }) => day >= firstCovered));
      expect(new Set(sent)).toEqual(expected);
    }),
  );
});

function idsIn(listed: readonly DayFacts[]): Set<string> {
  return new Set(listed.flatMap(({ papers }) => papers.map(({ id }) => id)));
}

/** A paper's place in a digest; beyond its end if it is not in it. */
function placeOf(id: string, papers: readonly DigestPaper[]): number {
  const index = idsOf(papers).indexOf(id);
  return index === -1 ? Number.POSITIVE_INFINITY : index;
}
