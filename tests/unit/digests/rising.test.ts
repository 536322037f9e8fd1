import { describe, expect, test } from 'vitest';
import { addDays } from '../../../shared/platform/calendar.ts';
import { type DueFacts, digestOf, idsOf, selectionOf } from '../../support/digest-factories.ts';
import { hasFixtures, needsFixtures } from '../../support/fixtures.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { readRecordedListings } from '../../support/recorded-listings.ts';
import { rules } from '../../support/rule-factories.ts';

const wednesday = '2026-08-12';
const riser = '2608.00001';
const today = dayListing('2026-08-18', [{ id: '2608.00099', upvotes: 5 }]);

/** A digest of today for a reader who had Wednesday's, on which a paper had `from` upvotes; it has `to` now. */
function reader(from: number, to: number, given: DueFacts = {}) {
  const others = Array.from({ length: 4 }, (_, index) => `2608.0001${index}`);
  const then = Object.fromEntries([...others.map(id => [id, 10] as const), [riser, from]]);
  const listings = [
    dayListing(wednesday, [
      { id: riser, upvotes: to, title: 'The Riser' },
      ...others.map(id => ({ id, upvotes: 10 })),
    ]),
    today,
  ];
  const facts: DueFacts = {
    covered: [wednesday],
    snapshots: new Map([[wednesday, [{ polledOn: wednesday, upvotes: then }]]]),
    ...given,
  };
  return { listings, facts };
}

function risingIn(from: number, to: number, given: DueFacts = {}): string[] {
  const { listings, facts } = reader(from, to, given);
  return idsOf(digestOf(listings, facts).papers.filter(({ section }) => section === 'rising'));
}

describe('what rises', () => {
  test.each([
    [2, 27],
    [2, 42],
    [2, 54],
    [29, 82],
  ])('is what papers that were listed again did: %i → %i', (from, to) => {
    expect(risingIn(from, to)).toEqual([riser]);
  });

  test.each([
    ['a small gain, however many times over', 0, 24],
    ['a large gain of a large number', 100, 140],
    ['a loss', 60, 10],
  ])('is not %s', (_, from, to) => {
    expect(risingIn(from, to)).toEqual([]);
  });

  test('is not what every paper of its day does', () => {
    const grown = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`2608.0000${index}`, 10]));
    const listing = dayListing(
      wednesday,
      Object.keys(grown).map(id => ({ id, upvotes: 40 })),
    );

    const digest = digestOf([listing, today], {
      covered: [wednesday],
      snapshots: new Map([[wednesday, [{ polledOn: wednesday, upvotes: grown }]]]),
    });

    expect(idsOf(digest.papers)).toEqual(['2608.00099']);
  });

  test('is measured from when the paper was offered to this reader', () => {
    const covered = new Map([[wednesday, '2026-08-14']]);
    const polls = [
      { polledOn: wednesday, upvotes: { [riser]: 2 } },
      { polledOn: '2026-08-14', upvotes: { [riser]: 50 } },
    ];
    const listing = dayListing(wednesday, [{ id: riser, upvotes: 54 }]);

    const early = digestOf([listing, today], {
      covered: [wednesday],
      snapshots: new Map([[wednesday, polls]]),
    });
    const late = digestOf([listing, today], { covered, snapshots: new Map([[wednesday, polls]]) });

    expect(early.papers.at(-1)?.facts[0]).toEqual({ kind: 'rise', from: 2, to: 54, days: 6 });
    expect(idsOf(late.papers)).toEqual(['2608.00099']);
  });

  test('is told once', () => {
    expect(risingIn(2, 54, { risen: [riser] })).toEqual([]);
  });

  test('is looked for while its day is still read', () => {
    expect(risingIn(2, 54, { dueOn: addDays(wednesday, 7) })).toEqual([riser]);
    expect(risingIn(2, 54, { dueOn: addDays(wednesday, 8) })).toEqual([]);
  });

  test('says whether the reader was sent it', () => {
    const { listings, facts } = reader(2, 54, { sent: new Map([[riser, wednesday]]) });

    expect(digestOf(listings, facts).papers.at(-1)?.facts).toEqual([
      { kind: 'rise', from: 2, to: 54, days: 6 },
      { kind: 'sent-before' },
    ]);
  });

  test('is nothing for a new reader, or for one whose rules leave it out', () => {
    expect(risingIn(2, 54, { covered: [] })).toEqual([]);
    expect(risingIn(2, 54, { rules: rules({ exclude: { phrases: ['riser'] } }) })).toEqual([]);
  });
});

describe('places for what rises', () => {
  const many = dayListing(
    '2026-08-18',
    Array.from({ length: 30 }, (_, index) => ({ id: `2608.${10_100 + index}`, upvotes: 60 - index })),
  );
  const risers = [1, 2, 3, 4].map(number => `2608.0000${number}`);
  const wednesdays = dayListing(wednesday, [
    ...risers.map((id, index) => ({ id, upvotes: 60 + index })),
    ...Array.from({ length: 9 }, (_, index) => ({ id: `2608.0020${index}`, upvotes: 1 })),
  ]);
  const snapshots = new Map([
    [
      wednesday,
      [
        {
          polledOn: wednesday,
          upvotes: Object.fromEntries(wednesdays.papers.map(({ paper }) => [paper.id, 1])),
        },
      ],
    ],
  ]);
  const take = (maxPapers: number) =>
    digestOf([wednesdays, many], { covered: [wednesday], snapshots, maxPapers }).papers;

  test('are three at the most, the largest gain first, and a quarter of the reader’s', () => {
    const risingOf = (maxPapers: number) =>
      idsOf(take(maxPapers).filter(({ section }) => section === 'rising'));

    expect(risingOf(20)).toEqual(['2608.00004', '2608.00003', '2608.00002']);
    expect(risingOf(8)).toEqual(['2608.00004', '2608.00003']);
    expect(risingOf(3)).toEqual([]);
    expect(take(20)).toHaveLength(20);
  });

  test('make no digest by themselves', () => {
    const { listings, facts } = reader(2, 54);

    const selection = selectionOf(listings.slice(0, 1), facts);

    expect(selection.kind).toBe('quiet');
  });

  test('do so for a paper that was too small before, for a reader who asked for it', () => {
    const { listings, facts } = reader(2, 54, {
      rules: rules({ include: { phrases: ['riser'] }, minUpvotes: 30, fillUp: false }),
    });

    const digest = digestOf(listings.slice(0, 1), facts);

    expect(digest.papers).toMatchObject([{ section: 'rising', listed: { paper: { id: riser } } }]);
    expect(digest.days).toEqual([]);
  });
});

describe.skipIf(!hasFixtures)(`papers that were listed again${needsFixtures}`, () => {
  test.each([
    ['2604.07429', '2026-04-10', '2026-04-16', 2, 42],
    ['2608.12313', '2026-08-13', '2026-08-19', 2, 27],
    ['2608.13558', '2026-08-14', '2026-08-20', 2, 54],
  ])('%s rises for a reader who had it on %s, and is new for others', (id, first, again, from, to) => {
    const listings = readRecordedListings().filter(({ record }) => [first, again].includes(record.day));
    const snapshots = new Map(
      listings.map(({ record, papers }) => [
        record.day,
        [
          {
            polledOn: record.day,
            upvotes: Object.fromEntries(papers.map(({ paper, entry }) => [paper.id, entry.upvotes])),
          },
        ],
      ]),
    );
    const due = { covered: [first], dueOn: again, key: again, snapshots, maxPapers: 50 };

    const had = digestOf(listings, { ...due, sent: new Map([[id, first]]) });
    const passedOver = digestOf(listings, due);

    expect(had.papers.filter(({ listed }) => listed.paper.id === id)).toMatchObject([
      { section: 'rising', facts: [{ kind: 'rise', from, to, days: 6 }, { kind: 'sent-before' }] },
    ]);
    expect(had.alreadySent).toBe(0);
    expect(passedOver.papers.filter(({ listed }) => listed.paper.id === id)).toMatchObject([
      { section: 'trending' },
    ]);
  });
});
