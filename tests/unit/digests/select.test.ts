import { describe, expect, test } from 'vitest';
import { digestOf, idsOf, selectionOf } from '../../support/digest-factories.ts';
import { dayListing } from '../../support/paper-factories.ts';

const monday = dayListing('2026-08-17', [
  { id: '2608.00001', upvotes: 30 },
  { id: '2608.00002', upvotes: 10 },
]);
const tuesday = dayListing('2026-08-18', [
  { id: '2608.00003', upvotes: 20 },
  { id: '2608.00004', upvotes: 5 },
]);

describe('which days a digest covers', () => {
  test('a new daily reader gets the newest day that has papers', () => {
    const digest = digestOf([monday, tuesday, dayListing('2026-08-19')]);

    expect(digest.days).toEqual(['2026-08-18']);
    expect(idsOf(digest.papers)).toEqual(['2608.00003', '2608.00004']);
  });

  test('a new weekly reader gets the last seven days, those without papers among them', () => {
    const days = ['12', '13', '14', '15', '16', '17', '18', '19'].map(date =>
      dayListing(`2026-08-${date}`, date === '15' || date === '16' ? [] : [{ id: `2608.000${date}` }]),
    );

    const digest = digestOf(days, { weekly: true });

    expect(digest.days).toEqual([
      '2026-08-13',
      '2026-08-14',
      '2026-08-15',
      '2026-08-16',
      '2026-08-17',
      '2026-08-18',
      '2026-08-19',
    ]);
    expect(digest.daysWithPapers).not.toContain('2026-08-15');
    expect(idsOf(digest.papers)).toHaveLength(5);
  });

  test('a reader gets the days that no digest has covered yet, all of them after an outage', () => {
    const digest = digestOf([monday, tuesday, dayListing('2026-08-19', [{ id: '2608.00005' }])], {
      covered: ['2026-08-17'],
    });

    expect(digest.days).toEqual(['2026-08-18', '2026-08-19']);
  });

  test('a reader of weekdays gets on Monday what Friday, Saturday and Sunday left', () => {
    const friday = dayListing('2026-08-14', [{ id: '2608.00006' }]);
    const saturday = dayListing('2026-08-15', [{ id: '2608.00007' }]);
    const sunday = dayListing('2026-08-16', []);

    // Friday's digest, early in the morning, covered Thursday.
    const digest = digestOf([friday, saturday, sunday], { key: '2026-08-17', covered: ['2026-08-13'] });

    expect(digest.days).toEqual(['2026-08-14', '2026-08-15', '2026-08-16']);
    expect(idsOf(digest.papers)).toEqual(['2608.00006', '2608.00007']);
  });

  test('a day that settled after its successor was covered is made up for', () => {
    const digest = digestOf([monday, tuesday], { covered: ['2026-08-16', '2026-08-18'] });

    expect(digest.days).toEqual(['2026-08-17']);
  });

  test('after a pause that no covered day is remembered of, every day since is caught up on', () => {
    const digest = digestOf([monday, tuesday], { pausedFrom: '2026-08-05' });
    const weekly = digestOf([monday, tuesday], { pausedFrom: '2026-08-18', weekly: true });

    expect(digest).toMatchObject({ days: ['2026-08-17', '2026-08-18'], catchUp: true });
    expect(idsOf(digest.papers)).toEqual(['2608.00001', '2608.00003', '2608.00002', '2608.00004']);
    expect(weekly).toMatchObject({ days: ['2026-08-18'], catchUp: false });
  });

  test('a digest of more days than its reader expects is a catch-up, a usual one is none', () => {
    const days = Array.from({ length: 9 }, (_, index) =>
      dayListing(`2026-08-1${index}`, [{ id: `2608.0001${index}` }]),
    );
    const isCatchUp = (covered: string[], weekly: boolean) =>
      digestOf(days, { covered, weekly, key: '2026-08-18' }).catchUp;

    expect(isCatchUp([], false)).toBe(false);
    expect(isCatchUp(['2026-08-17'], false)).toBe(false);
    expect(isCatchUp(['2026-08-15'], false)).toBe(true);
    expect(isCatchUp(['2026-08-11'], true)).toBe(false);
    expect(isCatchUp(['2026-08-10'], true)).toBe(true);
  });

  test('days before the first covered one stay in the archive', () => {
    const selection = selectionOf([monday, tuesday], { covered: ['2026-08-18'] });

    expect(selection).toMatchObject({ kind: 'quiet', quiet: { days: [] } });
  });

  test('a day that is still filling is left alone', () => {
    const filling = dayListing('2026-08-19', [{ id: '2608.00005' }], { status: 'filling' });

    const digest = digestOf([tuesday, filling], { covered: ['2026-08-17'] });

    expect(digest.days).toEqual(['2026-08-18']);
  });

  test('a quiet day is covered without a digest', () => {
    const selection = selectionOf([tuesday, dayListing('2026-08-19')], { covered: ['2026-08-18'] });

    expect(selection).toMatchObject({ kind: 'quiet', quiet: { days: ['2026-08-19'] } });
  });

  test('nothing at all makes no digest', () => {
    expect(selectionOf([])).toMatchObject({ kind: 'quiet', quiet: { days: [] } });
  });
});

describe('which papers it shows', () => {
  test('the most upvoted of all its days come first, as many as the reader wants', () => {
    const digest = digestOf([monday, tuesday], { covered: ['2026-08-16'], maxPapers: 3 });

    expect(idsOf(digest.papers)).toEqual(['2608.00001', '2608.00003', '2608.00002']);
    expect(digest).toMatchObject({ listed: 4, alreadySent: 0, overLimit: 1 });
  });

  test('comments, then ids decide between equal upvotes', () => {
    const day = dayListing('2026-08-18', [
      { id: '2608.00009', upvotes: 3, comments: 1 },
      { id: '2608.00008', upvotes: 3 },
      { id: '2608.00007', upvotes: 3 },
    ]);

    expect(idsOf(digestOf([day]).papers)).toEqual(['2608.00009', '2608.00007', '2608.00008']);
  });

  test('what the reader was mailed before is left out, and counted', () => {
    const digest = digestOf([tuesday], { sent: new Set(['2608.00003']) });

    expect(idsOf(digest.papers)).toEqual(['2608.00004']);
    expect(digest).toMatchObject({ listed: 2, alreadySent: 1 });
  });

  test.each([
    { first: 10, then: 54, shownOn: '2026-08-18', upvotes: 54 },
    { first: 54, then: 10, shownOn: '2026-08-17', upvotes: 54 },
    { first: 10, then: 10, shownOn: '2026-08-18', upvotes: 10 },
  ])(
    'a paper listed on two covered days appears once, where it has more upvotes: $first, then $then',
    ({ first, then, shownOn, upvotes }) => {
      const days = [
        dayListing('2026-08-17', [{ id: '2608.00002', upvotes: first }]),
        dayListing('2026-08-18', [{ id: '2608.00002', upvotes: then }]),
      ];

      const digest = digestOf(days, { covered: ['2026-08-16'] });

      expect(digest.papers).toMatchObject([{ day: shownOn, listed: { entry: { upvotes } } }]);
      expect(digest.listed).toBe(1);
    },
  );
});

describe('late papers', () => {
  const mondayLater = dayListing('2026-08-17', [
    { id: '2608.00001', upvotes: 30 },
    { id: '2608.00002', upvotes: 10 },
    { id: '2608.00007', upvotes: 12, late: true },
  ]);

  test('one that entered a covered day late comes after the rest, marked and explained', () => {
    const digest = digestOf([mondayLater, tuesday], { covered: ['2026-08-17'] });

    expect(idsOf(digest.papers)).toEqual(['2608.00003', '2608.00004', '2608.00007']);
    expect(digest.papers[2]).toMatchObject({
      section: 'late',
      day: '2026-08-17',
      facts: [
        { kind: 'place', rank: 2, of: 3, day: '2026-08-17' },
        { kind: 'late', day: '2026-08-17' },
      ],
    });
    expect(digest.days).toEqual(['2026-08-18']);
  });

  test('it competes with the rest for the reader’s number of papers', () => {
    const digest = digestOf([mondayLater, tuesday], { covered: ['2026-08-17'], maxPapers: 2 });

    expect(idsOf(digest.papers)).toEqual(['2608.00003', '2608.00007']);
  });

  test('it competes in one digest, and is not what a quiet day’s mail is made of later', () => {
    const lost = dayListing('2026-08-17', [
      { id: '2608.00007', late: true, firstSeenAt: '2026-08-17T20:00:00.000Z' },
    ]);
    const covered = ['2026-08-17', '2026-08-18'];

    const onOffer = selectionOf([lost], { covered, lastDueAt: new Date('2026-08-17T09:00:00Z') });
    const later = selectionOf([lost], { covered, lastDueAt: new Date('2026-08-18T09:00:00Z') });

    expect([onOffer.kind, later.kind]).toEqual(['digest', 'quiet']);
  });

  test('one that was mailed is not mailed again', () => {
    const selection = selectionOf([mondayLater], { covered: ['2026-08-17'], sent: ['2608.00007'] });

    expect(selection.kind).toBe('quiet');
  });

  test('for a reader whose digest covers its day only now, it is not late', () => {
    const digest = digestOf([mondayLater]);

    expect(digest.papers.map(({ section }) => section)).toEqual(['trending', 'trending', 'trending']);
    expect(digest.papers).toHaveLength(3);
  });

  test('alone, they make a digest that covers no new day', () => {
    const digest = digestOf([mondayLater], { covered: ['2026-08-17'] });

    expect(digest).toMatchObject({ days: [], daysWithPapers: [], listed: 0 });
    expect(idsOf(digest.papers)).toEqual(['2608.00007']);
  });

  test('listed again on a day that is covered now, it is that day’s paper', () => {
    const again = dayListing('2026-08-18', [{ id: '2608.00007', upvotes: 1 }]);

    const digest = digestOf([mondayLater, again], { covered: ['2026-08-17'] });

    expect(digest.papers).toMatchObject([{ section: 'trending', day: '2026-08-18' }]);
  });
});
