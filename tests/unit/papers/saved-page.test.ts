import { describe, expect, test } from 'vitest';
import { titleId } from '../../../shared/papers/ids.ts';
import { savedPageEntries } from '../../../shared/papers/sources/saved-page.ts';
import { hasFixtures, needsFixtures, readSavedPage } from '../../support/fixtures.ts';

const entry = (title: string, date: string, authors = '• 2 authors') =>
  `${title}\n\nAbout ${title}.\n\n  ${authors}\n·\n${date}\n`;
const page = (...entries: string[]) => `Subscribe\n\nDaily Papers\n\nbyAK\n\nJan 8\n\n${entries.join('\n')}`;

function read(text: string, options: { day?: string } = {}) {
  const saved = savedPageEntries(text, options);
  if (saved.kind !== 'page') throw new Error(saved.reason);
  return saved;
}

describe.skipIf(!hasFixtures)(`the saved page of 8 January 2026${needsFixtures}`, () => {
  /** Read independently: lines from the end of one entry to the next, counted from its dot. */
  const lines = hasFixtures ? readSavedPage().split('\n') : [];
  const expected = lines.flatMap((line, at) => {
    if (line !== '·') return [];
    const date = (lines[at + 1] ?? '').split(' ');
    return [
      {
        title: lines[at - 5]!,
        abstract: lines[at - 3]!,
        authorCount: Number(lines[at - 1]!.replace(/\D/g, '')),
        publishedOn: new Date(`${date.slice(0, 3).join(' ')} UTC`).toISOString().slice(0, 10),
        comments: Number(date[3] ?? 0),
      },
    ];
  });

  test('has 35 entries, each with its own title, abstract, author count, date and comments', () => {
    const { entries } = read(readSavedPage());

    expect(expected).toHaveLength(35);
    expect(
      entries.map(({ facts, comments }) => ({
        title: facts.title,
        abstract: facts.abstract,
        authorCount: facts.authorCount,
        publishedOn: facts.publishedOn,
        comments,
      })),
    ).toEqual(expected);
  });

  test('belongs to the year that its newest paper allows, and leaves nothing incomplete', () => {
    const { day, entries, incomplete } = read(readSavedPage());

    expect([day, incomplete]).toEqual(['2026-01-08', 0]);
    expect(entries.every(({ day, source }) => day === '2026-01-08' && source === 'saved-page')).toBe(true);
    expect(new Set(entries.map(({ paperId }) => paperId)).size).toBe(35);
  });

  test('gives what is whole wherever it is cut off', () => {
    const text = readSavedPage();
    const whole = read(text).entries;
    for (let end = 300; end < text.length; end += 1_997) {
      const cut = savedPageEntries(text.slice(0, end), { day: '2026-01-08' });
      const entries = cut.kind === 'page' ? cut.entries : [];
      // A cut inside a comment count shows as a smaller one; everything else must be right.
      expect(entries.map(({ facts }) => facts)).toEqual(
        whole.slice(0, entries.length).map(({ facts }) => facts),
      );
    }
  });
});

test('a paper’s id comes from its title', () => {
  expect(read(page(entry('Toys', 'Jan 5, 2026'))).entries[0]?.paperId).toBe(titleId('toys'));
});

test('one author, no comments, Windows line ends and wrapped abstracts are fine', () => {
  const text = page('Toys\n\nAbout\ntoys.\n\n  • 1 author\n·\nJan 5, 2026\n').replaceAll('\n', '\r\n');

  expect(read(text).entries).toMatchObject([
    {
      facts: { title: 'Toys', abstract: 'About toys.', authorCount: 1, publishedOn: '2026-01-05' },
      comments: 0,
    },
  ]);
});

test('a page of the last days of a year may show papers of the year before', () => {
  expect(read(page(entry('Toys', 'Dec 30, 2025'))).day).toBe('2026-01-08');
  expect(read(page(entry('Toys', 'Jan 8, 2026'))).day).toBe('2026-01-08');
  expect(read(page(entry('Toys', 'Jan 9, 2026'))).day).toBe('2027-01-08');
});

test('a day given with the page counts instead of the page’s own', () => {
  expect(read(page(entry('Toys', 'Jan 5, 2026')), { day: '2026-01-09' }).day).toBe('2026-01-09');
});

test.each([
  ['of more authors than a number holds', entry('Odd', 'Jan 5, 2026', `• ${'9'.repeat(400)} authors`)],
  ['of more comments than a number holds', entry('Odd', `Jan 5, 2026 ${'9'.repeat(20)}`)],
  ['whose title is as large as a book', entry('Odd '.repeat(1_000), 'Jan 5, 2026')],
])('an entry %s is left out, and the next one is whole', (_, odd) => {
  const { entries } = read(page(odd, entry('Next', 'Jan 6, 2026')));

  expect(entries.map(({ facts }) => facts.title).filter(title => title.startsWith('Odd'))).toEqual([]);
  expect(entries.at(-1)).toMatchObject({ facts: { title: 'Next', authorCount: 2 }, comments: 0 });
});

test('an entry without its date is left out, and the next one is whole', () => {
  const { entries, incomplete } = read(
    page(entry('Toys', 'soon'), entry('Dolls', 'Jan 5, 2026'), 'Cars\n\nAbout cars.\n\n  • 3 auth'),
  );

  expect(entries.map(({ facts }) => facts.title)).toEqual(['Dolls']);
  expect(incomplete).toBe(2);
});

test.each([
  ['nothing', ''],
  ['another page', 'Hello\n\nWorld\n'],
  ['entries without a date of the page', entry('Toys', 'Jan 5, 2026')],
])('%s is unreadable', (_, text) => {
  expect(savedPageEntries(text).kind).toBe('unreadable');
});
