import * as fc from 'fast-check';
import type { UpvoteSnapshot } from '../../shared/papers/stored.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import type { Rules } from '../../shared/subscribers/rules.ts';
import type { DueFacts } from './digest-factories.ts';
import { dayListing, type ListedFacts } from './paper-factories.ts';
import { rules } from './rule-factories.ts';

/** Friday to Tuesday. */
export const listDays: readonly string[] = [
  '2026-08-14',
  '2026-08-15',
  '2026-08-16',
  '2026-08-17',
  '2026-08-18',
];
export const dueOn = '2026-08-18';

/** Words that no two of which are one to a stemmer. */
export const vocabulary = ['diffusion', 'robot', 'protein', 'survey'] as const;
export const people = ['Ada Example', 'Bo Sample', 'Cy Third'] as const;
export const labs = ['Example Lab', 'Sample Institute'] as const;
const categories = ['cs.CL', 'cs.LG'] as const;

/** Few ids over many days, so that papers are often listed twice, late, sent or tied. */
const numbers = fc.integer({ min: 1, max: 12 });
export const paperId = numbers.map(idOf);

function idOf(number: number): string {
  return `2608.${String(number).padStart(5, '0')}`;
}

/** A paper's text follows from its id, whatever day it is listed on. Every word stands somewhere, some nowhere twice. */
function textOf(number: number): Omit<ListedFacts, 'id'> {
  const word = (step: number) => vocabulary[(number * step) % vocabulary.length] ?? '';
  const lab = labs[number % 3];
  return {
    title: number % 2 === 0 ? `On ${word(1)} at scale` : `Paper ${idOf(number)}`,
    abstract: number % 3 === 0 ? `We study ${word(3)} and show that it works.` : 'We show a toy.',
    keywords: number % 5 === 0 ? [word(7)] : [],
    authors: number % 4 === 0 ? [] : [people[number % people.length] ?? ''],
    categories: [categories[number % 2] ?? ''],
    ...(lab !== undefined && { organization: { name: lab.toLowerCase().replace(' ', '-'), fullName: lab } }),
  };
}

/** Mostly few, so that ties are common; sometimes as many as a riser has. */
const upvotes = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 28, max: 60 }) },
);

const facts: fc.Arbitrary<ListedFacts> = fc
  .record({ number: numbers, upvotes, comments: fc.integer({ min: 0, max: 1 }), late: fc.boolean() })
  .map(({ number, ...entry }) => ({ id: idOf(number), ...textOf(number), ...entry }));

export interface DayFacts {
  readonly day: string;
  readonly papers: readonly ListedFacts[];
  readonly settled: boolean;
  /** Dates of polls as days after the list day, with upvotes by paper. */
  readonly snapshots: readonly { readonly after: number; readonly upvotes: readonly number[] }[];
}

export const dayFacts: fc.Arbitrary<readonly DayFacts[]> = fc
  .tuple(
    fc.subarray([...listDays]),
    fc.array(
      fc.record({
        papers: fc.uniqueArray(facts, { selector: ({ id }) => id, maxLength: 8 }),
        settled: fc.integer({ min: 0, max: 5 }).map(number => number > 0),
        snapshots: fc.uniqueArray(
          fc.record({
            after: fc.integer({ min: 0, max: 4 }),
            upvotes: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }),
          }),
          { selector: ({ after }) => after, maxLength: 3 },
        ),
      }),
      { minLength: listDays.length, maxLength: listDays.length },
    ),
  )
  .map(([chosen, contents]) =>
    chosen.map((day, index) => ({
      day,
      ...(contents[index] ?? { papers: [], settled: true, snapshots: [] }),
    })),
  );

const ruleSet: fc.Arbitrary<Rules> = fc
  .record({
    phrases: fc.subarray([...vocabulary]),
    authors: fc.subarray([...people], { maxLength: 1 }),
    organizations: fc.subarray([...labs], { maxLength: 1 }),
    categories: fc.subarray([...categories], { maxLength: 1 }),
    excluded: fc.subarray([...vocabulary], { maxLength: 2 }),
    excludedPeople: fc.subarray([...people], { maxLength: 1 }),
    minUpvotes: fc.constantFrom(0, 0, 2, 30),
    fillUp: fc.boolean(),
  })
  .map(({ phrases, authors, organizations, categories: wished, excluded, excludedPeople, ...rest }) =>
    rules({
      include: { phrases, authors, organizations, categories: wished },
      exclude: { phrases: excluded, authors: excludedPeople },
      ...rest,
    }),
  );

/** A reader's situation on a day: what is listed, what they wish for, what they had before. */
export const situation = fc.record({
  days: dayFacts,
  covered: fc.subarray([...listDays]),
  sent: fc.array(paperId, { maxLength: 4 }),
  risen: fc.array(paperId, { maxLength: 2 }),
  maxPapers: fc.integer({ min: 1, max: 10 }),
  weekly: fc.boolean(),
  rules: fc.oneof(fc.constant(rules()), ruleSet),
});
export type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

export function listingsOf(days: readonly DayFacts[]) {
  return days.map(({ day, papers, settled }) =>
    dayListing(day, papers, { status: settled ? 'settled' : 'filling' }),
  );
}

export function snapshotsOf(days: readonly DayFacts[]): ReadonlyMap<string, readonly UpvoteSnapshot[]> {
  return new Map(
    days.map(({ day, papers, snapshots }) => [
      day,
      snapshots.map(({ after, upvotes: counts }) => ({
        polledOn: addDays(day, after),
        upvotes: Object.fromEntries(papers.map(({ id }, index) => [id, counts[index] ?? 0])),
      })),
    ]),
  );
}

export function dueFactsOf({ days, ...given }: Situation): DueFacts {
  return { ...given, dueOn, key: dueOn, snapshots: snapshotsOf(days) };
}
