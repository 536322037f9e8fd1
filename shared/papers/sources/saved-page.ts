import { titleId } from '../ids.ts';
import { plainText } from '../text.ts';
import { oversized, present, type SourceEntry } from '../told.ts';
import { dayOfEnglishDate } from './english-date.ts';

/**
 * A copy of the Daily Papers page saved as plain text: a banner with the page's date (`Jan 8`), then entries of title,
 * abstract, `• 7 authors`, `·`, and the paper's date with a comment count on some (`Aug 13, 2024 6`). The page tells no
 * ids, no names and no upvotes.
 */

export type SavedPage =
  | {
      readonly kind: 'page';
      readonly day: string;
      readonly entries: readonly SourceEntry[];
      /** Entries that the copy cuts off, or that cannot be a paper's. */
      readonly incomplete: number;
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

const authorsLine = /^•\s*(\d{1,6}) authors?$/;
const pageDateLine = /^([A-Z][a-z]{2}) (\d{1,2})$/;
const entryDateLine = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4})(?:\s+(\d{1,6}))?$/;

/**
 * The whole entries of a saved page. Its own date has no year: the first such date on or after the newest paper's is
 * taken, unless `day` says which list day it is.
 */
export function savedPageEntries(text: string, options: { readonly day?: string } = {}): SavedPage {
  const lines = text.split('\n').map(plainText);
  const { papers, incomplete } = readPapers(lines);
  if (papers.length === 0) return { kind: 'unreadable', reason: 'no whole entry found' };
  const day = options.day ?? pageDay(lines, papers);
  if (day === undefined) return { kind: 'unreadable', reason: 'the page does not tell its date' };
  const entries = papers.map(
    ({ title, abstract, authorCount, publishedOn, comments }): SourceEntry => ({
      source: 'saved-page',
      paperId: titleId(title),
      day,
      facts: { ...present({ abstract, authorCount, publishedOn }), title },
      comments,
    }),
  );
  return { kind: 'page', day, entries, incomplete };
}

interface SavedPaper {
  readonly title: string;
  readonly abstract: string;
  readonly authorCount: number;
  readonly publishedOn: string;
  readonly comments: number;
}

/** An entry is found by its authors line: two blocks of text stand before it, the dot and the date after it. */
function readPapers(lines: readonly string[]): { papers: SavedPaper[]; incomplete: number } {
  const papers: SavedPaper[] = [];
  let incomplete = 0;
  let start = afterPageDate(lines);
  for (let at = start; at < lines.length; at += 1) {
    const authors = authorsLine.exec(lines[at] ?? '');
    if (authors === null) continue;
    const [abstract, title] = blocks(lines.slice(start, at)).toReversed();
    const end = nextFilled(lines, nextFilled(lines, at + 1) + 1);
    const date = entryDateLine.exec(lines[end] ?? '');
    const publishedOn = date === null ? undefined : dayOfEnglishDate(date[3], date[1], date[2]);
    const whole = title !== undefined && abstract !== undefined && publishedOn !== undefined;
    if (whole && oversized({ title, abstract }) === undefined) {
      const comments = Number(date?.[4] ?? 0);
      papers.push({ title, abstract, authorCount: Number(authors[1]), publishedOn, comments });
    } else {
      incomplete += 1;
    }
    start = publishedOn === undefined ? at + 1 : end + 1;
  }
  const rest = blocks(lines.slice(start));
  return { papers, incomplete: rest.length > 0 ? incomplete + 1 : incomplete };
}

/** Runs of lines without an empty one between them. */
function blocks(lines: readonly string[]): string[] {
  return lines
    .join('\n')
    .split(/\n{2,}/)
    .map(plainText)
    .filter(block => block !== '');
}

function nextFilled(lines: readonly string[], from: number): number {
  const found = lines.findIndex((line, index) => index >= from && line !== '');
  return found === -1 ? lines.length : found;
}

/** The line after the banner's date; the first line where the copy begins later. */
function afterPageDate(lines: readonly string[]): number {
  return pageDateIndex(lines) + 1;
}

function pageDateIndex(lines: readonly string[]): number {
  const firstAuthors = lines.findIndex(line => authorsLine.test(line));
  return lines.slice(0, Math.max(0, firstAuthors)).findLastIndex(line => pageDateLine.test(line));
}

function pageDay(lines: readonly string[], papers: readonly SavedPaper[]): string | undefined {
  const date = pageDateLine.exec(lines[pageDateIndex(lines)] ?? '');
  const newest = papers
    .map(paper => paper.publishedOn)
    .sort()
    .at(-1);
  if (date === null || newest === undefined) return undefined;
  const year = Number(newest.slice(0, 4));
  // 29 February may be up to eight years away.
  return Array.from({ length: 9 }, (_, later) =>
    dayOfEnglishDate(String(year + later), date[1], date[2]),
  ).find(day => day !== undefined && day >= newest);
}
