import { describe, expect, test } from 'vitest';
import type { Digest, SectionKind } from '../../../shared/digests/digest.ts';
import { digestOf, idsOf, selectionOf } from '../../support/digest-factories.ts';
import { dayListing, type ListedFacts } from '../../support/paper-factories.ts';
import { rules } from '../../support/rule-factories.ts';

const byAda: ListedFacts = { id: '2608.00001', authors: ['Ada Example'], upvotes: 1 };
const ofLab: ListedFacts = {
  id: '2608.00002',
  authors: ['Bo Sample'],
  organization: { name: 'example-lab', fullName: 'Example Lab' },
  upvotes: 2,
};
const onRobots: ListedFacts = { id: '2608.00003', title: 'On Robots', authors: ['Cy Third'], upvotes: 3 };
const mentionsRobots: ListedFacts = {
  id: '2608.00004',
  abstract: 'We test it on a robot.',
  authors: ['Cy Third'],
  upvotes: 30,
};
const other: ListedFacts = { id: '2608.00005', authors: ['Cy Third'], upvotes: 99 };
const tuesday = dayListing('2026-08-18', [byAda, ofLab, onRobots, mentionsRobots, other]);

const wishes = { authors: ['Ada Example'], organizations: ['Example Lab'], phrases: ['robot'] };

function sectionsIn(digest: Digest): Partial<Record<SectionKind, string[]>> {
  const sections = Map.groupBy(digest.papers, ({ section }) => section);
  return Object.fromEntries([...sections].map(([section, papers]) => [section, idsOf(papers)]));
}

describe('with rules', () => {
  test('whom the reader follows comes first, then their topics, then what is trending', () => {
    const digest = digestOf([tuesday], { rules: rules({ include: wishes }) });

    expect(digest.papers.map(({ section }) => section)).toEqual([
      'following',
      'following',
      'topics',
      'topics',
      'trending',
    ]);
    expect(sectionsIn(digest)).toEqual({
      following: [ofLab.id, byAda.id],
      topics: [onRobots.id, mentionsRobots.id],
      trending: [other.id],
    });
  });

  test('a reader who includes nothing gets what is trending, less what they leave out', () => {
    const digest = digestOf([tuesday], { rules: rules({ exclude: { phrases: ['robot'] } }) });

    expect(sectionsIn(digest)).toEqual({ trending: [other.id, ofLab.id, byAda.id] });
    expect(digest).toMatchObject({ listed: 5, heldBack: 2, overLimit: 0 });
  });

  test('a reader who does not fill up gets only what matches', () => {
    const digest = digestOf([tuesday], { rules: rules({ include: { phrases: ['robot'] }, fillUp: false }) });

    expect(sectionsIn(digest)).toEqual({ topics: [onRobots.id, mentionsRobots.id] });
    expect(digest).toMatchObject({ heldBack: 3 });
  });

  test('too few upvotes hide a paper, unless it is of somebody whom the reader follows', () => {
    const digest = digestOf([tuesday], { rules: rules({ include: wishes, minUpvotes: 10 }) });

    expect(sectionsIn(digest)).toEqual({
      following: [ofLab.id, byAda.id],
      topics: [mentionsRobots.id],
      trending: [other.id],
    });
  });

  test('what is left out stays out of a followed lab, but not of a followed author', () => {
    const exclude = { phrases: ['toy'] };

    const lab = digestOf([tuesday], {
      rules: rules({ include: { ...wishes, phrases: [] }, exclude, fillUp: false }),
    });

    expect(sectionsIn(lab)).toEqual({ following: [byAda.id] });
  });

  test('the reader’s number bounds the whole mail: followed first, then topics, then the rest', () => {
    const take = (maxPapers: number) =>
      idsOf(digestOf([tuesday], { rules: rules({ include: wishes }), maxPapers }).papers);

    expect(take(1)).toEqual([ofLab.id]);
    expect(take(3)).toEqual([ofLab.id, byAda.id, onRobots.id]);
    expect(take(4)).toEqual([ofLab.id, byAda.id, onRobots.id, mentionsRobots.id]);
  });

  test('late papers that match have places before others, and stand last', () => {
    const monday = dayListing('2026-08-17', [
      { ...onRobots, id: '2608.00011', late: true, upvotes: 0 },
      { id: '2608.00012', authors: ['Cy Third'], late: true, upvotes: 98 },
    ]);
    const given = { covered: ['2026-08-17'], rules: rules({ include: wishes }) };

    const all = digestOf([monday, tuesday], given);
    const five = digestOf([monday, tuesday], { ...given, maxPapers: 5 });

    expect(sectionsIn(all)['late']).toEqual(['2608.00011', '2608.00012']);
    expect(sectionsIn(five)).toMatchObject({ late: ['2608.00011'] });
    expect(sectionsIn(five)['trending']).toBeUndefined();
  });

  test('when the rules let nothing through there is no digest, and the days are covered', () => {
    const selection = selectionOf([tuesday], {
      rules: rules({ include: { phrases: ['protein'] }, fillUp: false }),
    });

    expect(selection).toMatchObject({
      kind: 'quiet',
      quiet: { reason: 'nothing-matched', days: ['2026-08-18'], listed: 5 },
    });
  });
});

describe('why a paper is shown', () => {
  test('its place in the day', () => {
    expect(digestOf([tuesday]).papers[0]?.facts).toEqual([
      { kind: 'place', rank: 1, of: 5, day: '2026-08-18' },
    ]);
  });

  test('whom the reader follows before what they asked for, three terms at the most', () => {
    const listing = dayListing('2026-08-18', [
      {
        ...byAda,
        title: 'Robots, Proteins and Graphs',
        organization: { name: 'example-lab', fullName: 'Example Lab' },
      },
    ]);
    const include = { ...wishes, phrases: ['robot', 'protein', 'graph'] };

    const [shown] = digestOf([listing], { rules: rules({ include }) }).papers;

    expect(shown?.facts).toEqual([
      { kind: 'author', name: 'Ada Example' },
      { kind: 'organization', name: 'Example Lab' },
      { kind: 'phrase', term: 'robot', where: 'title' },
    ]);
    expect(shown?.marks).toEqual(['robot', 'protein', 'graph']);
  });
});

describe('topics', () => {
  test('a rare term weighs more than a common one in the same place', () => {
    const papers = Array.from({ length: 6 }, (_, index) => ({
      id: `2608.0001${index}`,
      title: index === 0 ? 'Proteins' : `Robots, ${['again', 'anew', 'alone', 'apart', 'abroad'][index - 1]}`,
      upvotes: index,
    }));

    const digest = digestOf([dayListing('2026-08-18', papers)], {
      rules: rules({ include: { phrases: ['protein', 'robot'] } }),
    });

    expect(idsOf(digest.papers)[0]).toBe('2608.00010');
  });

  test('near-twins do not follow on each other', () => {
    const twin = 'Robots that grasp soft fruit with suction cups in warehouses';
    const papers = [
      { id: '2608.00011', title: twin, abstract: twin, upvotes: 50 },
      { id: '2608.00012', title: `${twin} again`, abstract: twin, upvotes: 40 },
      { id: '2608.00013', title: 'Walking Robots', abstract: 'Legs learn to climb stairs.', upvotes: 1 },
    ];

    const digest = digestOf([dayListing('2026-08-18', papers)], {
      rules: rules({ include: { phrases: ['robot'] } }),
    });

    expect(idsOf(digest.papers)).toEqual(['2608.00011', '2608.00013', '2608.00012']);
  });

  test('of two papers that differ in their upvotes only, the more upvoted is first', () => {
    const papers = [1, 2, 3].map(upvotes => ({ id: `2608.0001${upvotes}`, title: 'On Robots', upvotes }));

    const digest = digestOf([dayListing('2026-08-18', papers)], {
      rules: rules({ include: { phrases: ['robot'] } }),
    });

    expect(idsOf(digest.papers)).toEqual(['2608.00013', '2608.00012', '2608.00011']);
  });
});
