import { describe, expect, it } from 'vitest';
import { previewRules } from '../../../functions/web/preview-rules.ts';
import { indexPapers } from '../../../shared/matching/paper-index.ts';
import type { DayListing } from '../../../shared/papers/paper.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { rules } from '../../support/rule-factories.ts';

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

function recent(...listings: readonly DayListing[]) {
  return {
    listings,
    index: indexPapers(listings.flatMap(({ papers }) => papers.map(({ paper }) => paper))),
  };
}

const wished = {
  include: { phrases: ['diffusion', 'flow matching'], authors: ['Cleo Example'] },
  exclude: { phrases: ['survey'] },
};

describe('previewRules', () => {
  it('shows each day as the mail would have had it, newest first, followed papers before others', () => {
    const chosen = { rules: rules({ ...wished, fillUp: false }), maxPapers: 20 };

    const { days } = previewRules(chosen, recent(saturday, monday, tuesday));

    expect(
      days.map(({ day, papers }) => [
        day,
        papers.map(({ section, listed }) => [section, listed.paper.title]),
      ]),
    ).toEqual([
      ['2026-08-18', [['following', 'A survey']]],
      [
        '2026-08-17',
        [
          ['following', 'Graphs'],
          ['topics', 'Diffusion of heat'],
          ['topics', 'Diffusion models'],
        ],
      ],
      ['2026-08-15', []],
    ]);
    expect(days.at(-1)?.empty).toBe('weekend');
  });

  it('names what an excluded term hides, and counts what has too few upvotes', () => {
    const chosen = { rules: rules({ ...wished, fillUp: false, minUpvotes: 5 }), maxPapers: 20 };

    const [day] = previewRules(chosen, recent(monday)).days;

    expect(day?.excluded.map(({ listed }) => listed.paper.title)).toEqual(['Diffusion for surveys']);
    expect(day?.tooFewUpvotes).toBe(1);
  });

  it('tells what each term does, one that does nothing too', () => {
    const chosen = { rules: rules(wished), maxPapers: 1 };

    const { terms } = previewRules(chosen, recent(saturday, monday, tuesday));

    expect(terms).toEqual([
      { side: 'include', kind: 'phrases', term: 'diffusion', papers: 3, only: 3, perDay: 2, tooMany: true },
      {
        side: 'include',
        kind: 'phrases',
        term: 'flow matching',
        papers: 0,
        only: 0,
        perDay: 0,
        tooMany: false,
      },
      {
        side: 'include',
        kind: 'authors',
        term: 'Cleo Example',
        papers: 2,
        only: 2,
        perDay: 1,
        tooMany: false,
      },
      { side: 'exclude', kind: 'phrases', term: 'survey', papers: 2, only: 2, perDay: 1, tooMany: true },
    ]);
  });

  it('has nothing to say before the first day', () => {
    const { days, terms } = previewRules({ rules: rules(wished), maxPapers: 5 }, recent());

    expect(days).toEqual([]);
    expect(terms.map(({ papers }) => papers)).toEqual([0, 0, 0, 0]);
  });
});
