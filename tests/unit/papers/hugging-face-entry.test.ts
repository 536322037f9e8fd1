import { describe, expect, test } from 'vitest';
import { readHuggingFaceEntry } from '../../../shared/papers/sources/hugging-face-entry.ts';
import { hasFixtures, needsFixtures, readRecordedDays } from '../../support/fixtures.ts';

const read = (value: unknown, day = '2026-07-07') => {
  const result = readHuggingFaceEntry(value, day);
  if (result.kind !== 'entry') throw new Error(result.skipped.problem);
  return result.entry;
};

const minimal = { paper: { id: '2607.00099' }, title: 'Minimal Entry' };

describe('an entry of 2026', () => {
  const full = {
    paper: {
      id: '2607.01234',
      authors: [
        { _id: '1', name: 'Ada Example', hidden: false },
        { _id: '2', name: 'Not To Be Shown', hidden: true },
        { _id: '3', name: 'Bo\n  Sample', hidden: false, user: { avatarUrl: '/avatars/0.svg' } },
      ],
      mediaUrls: ['https://media.example.org/clip.mp4'],
      publishedAt: '2026-07-06T00:00:00.000Z',
      submittedOnDailyAt: '2026-07-07T00:00:00.000Z',
      title: 'A < B: Toy Paper with $k$-Shot & Friends',
      submittedOnDailyBy: { avatarUrl: '/avatars/0.svg', fullname: 'Bo Sample', user: 'bosample' },
      summary: 'We show $\\alpha$ < 1 & more.',
      upvotes: 12,
      projectPage: ' https://example.org/toy',
      githubRepo: 'https://code.example.org/toy',
      githubStars: 3,
      ai_summary: 'A toy one-liner.',
      ai_keywords: ['toy learning', ' ', 'k-shot'],
      organization: { name: 'example-lab', fullname: 'Example Lab' },
    },
    publishedAt: '2026-07-05T20:00:00.000Z',
    title: 'A < B: Toy Paper with $k$-Shot & Friends',
    summary: 'We show $\\alpha$ < 1 & more.',
    thumbnail: 'https://thumbnails.example.org/2607.01234.png',
    numComments: 1,
    submittedBy: { avatarUrl: '/avatars/0.svg', fullname: 'Bo Sample', name: 'bosample' },
    isAuthorParticipating: false,
    somethingNew: { of: 2027 },
  };

  test('is read whole, without the hidden author’s name', () => {
    expect(read(full, '2026-07-07')).toEqual({
      source: 'hugging-face',
      paperId: '2607.01234',
      day: '2026-07-07',
      upvotes: 12,
      comments: 1,
      facts: {
        title: 'A < B: Toy Paper with $k$-Shot & Friends',
        abstract: 'We show $\\alpha$ < 1 & more.',
        authors: ['Ada Example', 'Bo Sample'],
        authorCount: 3,
        publishedOn: '2026-07-06',
        summary: 'A toy one-liner.',
        keywords: ['toy learning', 'k-shot'],
        organization: { name: 'example-lab', fullName: 'Example Lab' },
        submitter: { name: 'bosample', fullName: 'Bo Sample' },
        codeUrl: 'https://code.example.org/toy',
        codeStars: 3,
        projectUrl: 'https://example.org/toy',
        thumbnailUrl: 'https://thumbnails.example.org/2607.01234.png',
      },
    });
  });

  test('belongs to the day it was submitted on, whatever the envelope says', () => {
    expect(read(full, '2026-07-13').day).toBe('2026-07-07');
  });
});

describe('an entry of 2024', () => {
  test('belongs to the day asked for; its title and abstract are unwrapped', () => {
    const entry = read(
      {
        paper: {
          id: '2405.00001',
          title: 'A Toy\n  Paper',
          summary: 'Wrapped\nby hand.',
          upvotes: 2,
          publishedAt: '2024-05-24T17:34:15.000Z',
        },
        publishedAt: '2024-05-27T03:50:58.348Z',
        title: 'A Toy\n  Paper',
        mediaUrl: 'https://media.example.org/x.png',
        numComments: 0,
      },
      '2024-05-27',
    );

    expect(entry).toMatchObject({
      day: '2024-05-27',
      facts: { title: 'A Toy Paper', abstract: 'Wrapped by hand.', publishedOn: '2024-05-24' },
    });
  });
});

describe('a field that is missing or odd', () => {
  test('is a fact not told', () => {
    const entry = read({
      paper: {
        id: '2607.00099',
        authors: [{ name: 'Ada Example' }, 'odd', { hidden: true }, { name: ' ' }],
        upvotes: -1,
        ai_summary: null,
        ai_keywords: 'none',
        publishedAt: 'yesterday',
        organization: 7,
      },
      title: 'Minimal Entry',
      numComments: 'many',
    });

    expect(entry).toEqual({
      source: 'hugging-face',
      paperId: '2607.00099',
      day: '2026-07-07',
      facts: { title: 'Minimal Entry', authors: ['Ada Example'], authorCount: 1 },
    });
  });

  test.each([
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['//example.org', undefined],
    ['/avatars/0.svg', undefined],
    ['https://user:secret@example.org/', undefined],
    ['http://example.org/page', 'http://example.org/page'],
    ['https://example.org/a b?q="<x>', 'https://example.org/a%20b?q=%22%3Cx%3E'],
  ])('as a link, %s becomes %s', (given, kept) => {
    const { facts } = read({
      ...minimal,
      paper: { ...minimal.paper, projectPage: given, githubRepo: given },
    });

    expect([facts.projectUrl, facts.codeUrl]).toEqual([kept, kept]);
  });

  test.each(['https://example.org/film.mp4', 'http://example.org/a.png', 'javascript:x'])(
    '%s is no thumbnail',
    thumbnail => {
      expect(read({ ...minimal, thumbnail }).facts.thumbnailUrl).toBeUndefined();
    },
  );
});

describe('an entry without id or title', () => {
  test.each<[string, unknown, string]>([
    ['no id', { paper: {}, title: 'A' }, '(unknown)'],
    ['an id that is none', { paper: { id: 'toy' }, title: 'A' }, 'toy'],
    ['no title', { paper: { id: '2607.00001' } }, '2607.00001'],
    ['a blank title', { paper: { id: '2607.00001', title: ' \n' } }, '2607.00001'],
    ['nothing', null, '(unknown)'],
  ])('is skipped: %s', (_, value, id) => {
    expect(readHuggingFaceEntry(value, '2026-07-07')).toMatchObject({ kind: 'skipped', skipped: { id } });
  });
});

describe.skipIf(!hasFixtures)(`the recorded bodies${needsFixtures}`, () => {
  interface Raw {
    readonly paper: {
      readonly id: string;
      readonly title: string;
      readonly summary: string;
      readonly upvotes: number;
      readonly authors: readonly { readonly name: string; readonly hidden?: boolean }[];
      readonly ai_summary?: string;
    };
    readonly numComments: number;
  }
  const recorded = (hasFixtures ? readRecordedDays() : []).map(({ day, body }) => ({
    day,
    raw: JSON.parse(body) as Raw[],
  }));
  const entries = recorded.flatMap(({ day, raw }) =>
    raw.map(value => ({ day, value, entry: read(value, day) })),
  );

  test('are 309 entries of 306 papers, none skipped', () => {
    expect(entries).toHaveLength(309);
    expect(new Set(entries.map(({ entry }) => entry.paperId)).size).toBe(306);
  });

  test('keep what they tell: day, votes, words of title and abstract, visible authors, summary', () => {
    const words = (text: string) => text.split(/\s+/).filter(word => word !== '');
    for (const { day, value, entry } of entries) {
      const visible = value.paper.authors.filter(author => author.hidden !== true);
      expect(entry).toMatchObject({
        day,
        paperId: value.paper.id,
        upvotes: value.paper.upvotes,
        comments: value.numComments,
      });
      expect(entry.facts.title.split(' ')).toEqual(words(value.paper.title));
      expect(entry.facts.abstract?.split(' ')).toEqual(words(value.paper.summary));
      expect(entry.facts.authors?.map(words)).toEqual(visible.map(author => words(author.name)));
      expect(entry.facts.authorCount).toBe(value.paper.authors.length);
      expect(entry.facts.summary?.split(' ')).toEqual(
        value.paper.ai_summary && words(value.paper.ai_summary),
      );
    }
  });
});
