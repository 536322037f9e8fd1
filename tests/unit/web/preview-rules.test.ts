import { describe, expect, it } from 'vitest';
import { previewRules } from '../../../functions/web/preview-rules.ts';
import type { RecentDays } from '../../../functions/web/recent-days.ts';
import { catalogueOf } from '../../../shared/digests/catalogue.ts';
import type { DayListing, ListedPaper } from '../../../shared/papers/paper.ts';
import { addDays } from '../../../shared/platform/calendar.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { type GivenRules, rules } from '../../support/rule-factories.ts';

const monday = dayListing('2026-08-17', [
  { id: '2608.00001', title: 'Diffusion of heat', upvotes: 9 },
  { id: '2608.00002', title: 'Diffusion for surveys', upvotes: 8 },
  { id: '2608.00003', title: 'Graphs', upvotes: 7, authors: ['Cleo Example'] },
  { id: '2608.00004', title: 'Diffusion models', upvotes: 1 },
]);
const tuesday = dayListing('2026-08-18', [
  { id: '2608.00005', title: 'A survey', authors: ['Cleo Example'] },
]);
const saturday = dayListing('2026-08-15', [], { empty: 'weekend' });

function preview(
  given: GivenRules,
  maxPapers: number,
  listings: readonly DayListing[],
  {
    weekly = false,
    snapshots = new Map(),
  }: Partial<Pick<RecentDays, 'snapshots'> & { weekly: boolean }> = {},
) {
  const catalogue = catalogueOf({ listings });
  return previewRules(
    { rules: rules(given), maxPapers, weekly },
    { listings, index: catalogue.index, catalogue, snapshots },
  );
}

const wished = {
  include: { phrases: ['diffusion', 'flow matching'], authors: ['Cleo Example'] },
  exclude: { phrases: ['survey'] },
};

const titles = (papers: readonly { readonly listed: ListedPaper }[]) =>
  papers.map(({ listed }) => listed.paper.title);

describe('previewRules', () => {
  it('shows each day as the mail would have had it, newest first, followed papers before others', () => {
    const { mails } = preview({ ...wished, fillUp: false }, 20, [saturday, monday, tuesday]);

    expect(
      mails.map(({ days, papers }) => [
        days,
        papers.map(({ section, listed }) => [section, listed.paper.title]),
      ]),
    ).toEqual([
      [['2026-08-18'], [['following', 'A survey']]],
      [
        ['2026-08-17'],
        [
          ['following', 'Graphs'],
          ['topics', 'Diffusion of heat'],
          ['topics', 'Diffusion models'],
        ],
      ],
      [['2026-08-15'], []],
    ]);
    expect(mails.at(-1)?.empty).toBe('weekend');
  });

  it('shows a paper once, though two days list it', () => {
    const again = dayListing('2026-08-18', [{ id: '2608.00001', title: 'Diffusion of heat', upvotes: 12 }]);

    const { mails } = preview({ ...wished, fillUp: false }, 20, [monday, again]);

    expect(titles(mails[0]?.papers ?? [])).toEqual([]);
    expect(titles(mails[1]?.papers ?? [])).toContain('Diffusion of heat');
  });

  it('shows weeks to a weekly reader, back from the newest day', () => {
    const days = Array.from({ length: 10 }, (_, index) =>
      dayListing(addDays('2026-08-09', index), [{ id: `2608.1000${index}`, title: `Diffusion ${index}` }]),
    );

    const { mails, terms } = preview(wished, 5, days, { weekly: true });

    expect(mails.map(mail => [mail.days[0], mail.days.at(-1), mail.papers.length, mail.overLimit])).toEqual([
      ['2026-08-12', '2026-08-18', 5, 2],
      ['2026-08-09', '2026-08-11', 3, 0],
    ]);
    expect(terms[0]).toMatchObject({ term: 'diffusion', papers: 10, perMail: 5, tooMany: false });
  });

  it('names what an excluded term hides, and counts what has too few upvotes or no place', () => {
    const [mail] = preview({ ...wished, fillUp: false, minUpvotes: 5 }, 1, [monday]).mails;

    expect(titles(mail?.papers ?? [])).toEqual(['Graphs']);
    expect(titles(mail?.excluded ?? [])).toEqual(['Diffusion for surveys']);
    expect(mail).toMatchObject({ listed: 4, tooFewUpvotes: 1, overLimit: 1 });
  });

  it('tells what each term does, one that does nothing too', () => {
    const { terms } = preview(wished, 1, [saturday, monday, tuesday]);

    expect(terms).toEqual([
      { side: 'include', kind: 'phrases', term: 'diffusion', papers: 3, only: 3, perMail: 2, tooMany: true },
      {
        side: 'include',
        kind: 'phrases',
        term: 'flow matching',
        papers: 0,
        only: 0,
        perMail: 0,
        tooMany: false,
      },
      {
        side: 'include',
        kind: 'authors',
        term: 'Cleo Example',
        papers: 2,
        only: 2,
        perMail: 1,
        tooMany: false,
      },
      { side: 'exclude', kind: 'phrases', term: 'survey', papers: 2, only: 2, perMail: 1, tooMany: true },
    ]);
  });

  it('shows a paper that came after its list was complete in the next mail, as late', () => {
    const late = { id: '2608.00009', title: 'Diffusion, at last', late: true };
    const completed = dayListing('2026-08-17', [
      { id: '2608.00001', title: 'Diffusion of heat', upvotes: 9 },
      { ...late, upvotes: 20, firstSeenAt: '2026-08-17T15:00:00.000Z' },
    ]);

    const [next, first] = preview(wished, 20, [completed, tuesday]).mails;

    expect(titles(first?.papers ?? [])).toEqual(['Diffusion of heat']);
    expect(first?.listed).toBe(1);
    expect(next?.papers.filter(({ section }) => section === 'late').map(({ facts }) => facts)).toEqual([
      [
        { kind: 'phrase', term: 'diffusion', where: 'title' },
        { kind: 'place', rank: 1, of: 2, day: '2026-08-17' },
        { kind: 'late', day: '2026-08-17' },
      ],
    ]);
  });

  it('shows upvotes as a mail had them, and a paper again that has risen far since', () => {
    const ids = ['2608.00021', '2608.00022', '2608.00023'];
    const friday = dayListing('2026-08-14', [
      { id: '2608.00020', title: 'Diffusion of fame', upvotes: 80 },
      ...ids.map(id => ({ id, title: `Diffusion ${id}`, upvotes: 5 })),
    ]);
    const told = (riser: number) => ({ '2608.00020': riser, ...Object.fromEntries(ids.map(id => [id, 5])) });
    const snapshots = new Map([
      [
        '2026-08-14',
        [
          { polledOn: '2026-08-14', upvotes: told(2) },
          { polledOn: '2026-08-17', upvotes: told(10) },
          { polledOn: '2026-08-18', upvotes: told(54) },
        ],
      ],
    ]);

    const { mails } = preview({ ...wished, minUpvotes: 2 }, 20, [friday, monday, tuesday], { snapshots });

    const shown = mails.map(({ papers }) =>
      papers
        .filter(({ listed }) => listed.paper.id === '2608.00020')
        .map(({ section, listed, facts }) => [section, listed.entry.upvotes, ...facts]),
    );
    expect(shown).toEqual([
      [
        [
          'rising',
          54,
          { kind: 'rise', from: 2, to: 54, days: 4 },
          { kind: 'phrase', term: 'diffusion', where: 'title' },
        ],
      ],
      [],
      [['topics', 2, { kind: 'phrase', term: 'diffusion', where: 'title' }]],
    ]);
  });

  it('tells of a word that may be meant as well, until the rules have it', () => {
    const day = dayListing('2026-08-18', [
      { id: '2608.00031', title: 'We segment' },
      ...[2, 3, 4].map(number => ({ id: `2608.0003${number}`, title: `Segmentation ${number}` })),
    ]);
    const kindred = (phrases: string[], exclude: string[] = []) =>
      preview({ include: { phrases }, exclude: { phrases: exclude } }, 20, [day]).terms.map(
        term => term.kindred?.term,
      );

    expect(kindred(['segment'])).toEqual(['segmentation']);
    expect(kindred(['segment', 'segmentation'])).toEqual([undefined, undefined]);
    expect(kindred(['segment'], ['segmentation'])).toEqual([undefined, undefined]);
    expect(kindred([], ['segment'])).toEqual([undefined]);
  });

  it('has nothing to say before the first day', () => {
    const { mails, terms } = preview(wished, 5, []);

    expect(mails).toEqual([]);
    expect(terms.map(({ papers }) => papers)).toEqual([0, 0, 0, 0]);
  });
});
