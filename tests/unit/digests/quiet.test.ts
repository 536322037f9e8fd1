import { describe, expect, test } from 'vitest';
import type { NearMiss } from '../../../shared/digests/near-miss.ts';
import { nearMisses } from '../../../shared/digests/near-miss.ts';
import { renderQuiet } from '../../../shared/digests/render-quiet.ts';
import type { Quiet } from '../../../shared/digests/selection.ts';
import type { DayListing, DayRecord } from '../../../shared/papers/paper.ts';
import type { Rules } from '../../../shared/subscribers/rules.ts';
import { type DueFacts, renderContext, selectionOf } from '../../support/digest-factories.ts';
import { dayListing, type ListedFacts } from '../../support/paper-factories.ts';
import { rules } from '../../support/rule-factories.ts';

function quietOf(listings: readonly DayListing[], given: DueFacts = {}): Quiet {
  const selection = selectionOf(listings, given);
  if (selection.kind === 'digest') throw new Error('there is a digest');
  return selection.quiet;
}

function filling(day: string, record: Partial<DayRecord> = {}): DayRecord {
  return { day, status: 'filling', entryCount: 0, ...record };
}

const friday = dayListing('2026-08-14', [{ id: '2608.00001' }]);
const saturday = dayListing('2026-08-15', [], { empty: 'weekend' });
const sunday = dayListing('2026-08-16', [], { empty: 'weekend' });
const delayed = { since: '2026-08-17T03:05:00.000Z', reason: 'answered 503' };

describe('why there is nothing', () => {
  test.each<[string, DayListing[], DueFacts, string, string[]]>([
    [
      'the weekend',
      [friday, saturday, sunday],
      { covered: ['2026-08-14'], dueOn: '2026-08-16' },
      'weekend',
      ['2026-08-15', '2026-08-16'],
    ],
    [
      'a holiday',
      [friday, dayListing('2026-08-17', [], { empty: 'holiday' })],
      { covered: ['2026-08-14', '2026-08-15', '2026-08-16'], dueOn: '2026-08-17' },
      'holiday',
      ['2026-08-17'],
    ],
    [
      'a list that is not in yet',
      [friday],
      { covered: ['2026-08-14'], dueOn: '2026-08-17', unsettled: [filling('2026-08-17')] },
      'not-in-yet',
      ['2026-08-17'],
    ],
    [
      'a source that is down',
      [friday, saturday, sunday],
      {
        covered: ['2026-08-14', '2026-08-15', '2026-08-16'],
        dueOn: '2026-08-17',
        unsettled: [filling('2026-08-17', { delayed, empty: 'source-down' })],
      },
      'source-down',
      ['2026-08-17'],
    ],
    [
      'a source that has been down since the day before',
      [friday, saturday, sunday],
      {
        covered: ['2026-08-14'],
        dueOn: '2026-08-18',
        unsettled: [filling('2026-08-18'), filling('2026-08-17', { delayed })],
      },
      'source-down',
      ['2026-08-17'],
    ],
    [
      'the weekend, although Monday fills already',
      [friday, saturday, sunday],
      { covered: ['2026-08-14', '2026-08-15'], dueOn: '2026-08-17', unsettled: [filling('2026-08-17')] },
      'weekend',
      ['2026-08-16'],
    ],
    [
      'papers that the reader had',
      [friday, dayListing('2026-08-17', [{ id: '2608.00001' }])],
      { covered: ['2026-08-14', '2026-08-15', '2026-08-16'], sent: ['2608.00001'], dueOn: '2026-08-17' },
      'nothing-new',
      ['2026-08-17'],
    ],
    [
      'a Saturday of which nothing is known yet',
      [friday],
      { covered: ['2026-08-14'], dueOn: '2026-08-15' },
      'weekend',
      ['2026-08-15'],
    ],
  ])('%s', (_, listings, given, reason, about) => {
    expect(quietOf(listings, given)).toMatchObject({ reason, about });
  });
});

const listed: ListedFacts[] = [
  { id: '2608.00001', title: 'Protein Folding', upvotes: 3 },
  { id: '2608.00002', title: 'Protein Design: a Survey', upvotes: 80 },
  { id: '2608.00003', title: 'Folding Chairs', upvotes: 90 },
  { id: '2608.00004', title: 'Robots', upvotes: 99 },
];

function nearOf(wishes: Rules): readonly NearMiss[] {
  const quiet = quietOf([dayListing('2026-08-18', listed)], { rules: wishes });
  return nearMisses(quiet.heldBack, wishes);
}

describe('what nearly matched', () => {
  const wishes = rules({
    include: { phrases: ['protein', 'folding of paper'] },
    exclude: { phrases: ['survey'] },
    minUpvotes: 10,
    fillUp: false,
  });

  test('is what lacked upvotes, then what has a term that is left out, then what has a word of a phrase', () => {
    expect(nearOf(wishes).map(({ listed: { paper }, but }) => [paper.title, but.kind])).toEqual([
      ['Protein Folding', 'few-upvotes'],
      ['Protein Design: a Survey', 'left-out'],
      ['Folding Chairs', 'part'],
    ]);
  });

  test('is what had most upvotes, for a reader who asks for nothing but upvotes', () => {
    const near = nearOf(rules({ minUpvotes: 100 }));

    expect(near.map(({ listed: { entry } }) => entry.upvotes)).toEqual([99, 90, 80]);
  });

  test('is nothing where no word is in common', () => {
    expect(nearOf(rules({ include: { phrases: ['graph'] }, fillUp: false }))).toEqual([]);
  });
});

describe('a short note', () => {
  const note = (quiet: Quiet, near: readonly NearMiss[] = []) => renderQuiet(quiet, near, renderContext());

  test('says what came nearest and why it did not come, in both parts', () => {
    const wishes = rules({ include: { phrases: ['protein'] }, minUpvotes: 100, fillUp: false });
    const quiet = quietOf([dayListing('2026-08-18', listed)], { rules: wishes });

    const { subject, html, text } = note(quiet, nearMisses(quiet.heldBack, wishes));

    expect(subject).toBe('Nothing matched your rules for Tuesday 18 August');
    expect(text).toContain('4 papers listed; none matches that you have not had.');
    expect(text).toContain('“protein” in the title, but 80 upvotes, and you ask for 100');
    for (const part of [html, text]) {
      expect(part).toContain('https://huggingface.co/papers/2608.00002');
      expect(part).toContain('https://papers.example.org/days/2026-08-18');
      expect(part).toContain(renderContext().urls.unsubscribe);
    }
  });

  test.each<[Quiet['reason'], string, string]>([
    ['weekend', 'No papers for 15–16 August: the weekend', 'Nothing is listed on weekends.'],
    ['holiday', 'No papers for 15–16 August: a holiday', 'arXiv announced nothing'],
    ['not-in-yet', 'The list of 15–16 August is not in yet', 'comes with your next one'],
    ['source-down', 'The list of 15–16 August could not be read', 'Its source did not answer.'],
    ['nothing-new', 'Nothing new for 15–16 August', 'Nothing was listed, and we know no reason.'],
  ])('says which it was: %s', (reason, subject, fact) => {
    const about = ['2026-08-15', '2026-08-16'];

    const mail = note({ key: '2026-08-16', weekly: false, reason, days: [], about, listed: 0, heldBack: [] });

    expect(mail.subject).toBe(subject);
    expect(mail.text.replace(/\s+/g, ' ')).toContain(fact);
    expect(mail.html).not.toContain('on the web');
  });

  test('of a single day names it', () => {
    const about = ['2026-08-17'];

    const { subject } = note({
      key: '2026-08-17',
      weekly: false,
      reason: 'source-down',
      days: [],
      about,
      listed: 0,
      heldBack: [],
    });

    expect(subject).toBe('The list of Monday 17 August could not be read');
  });
});
