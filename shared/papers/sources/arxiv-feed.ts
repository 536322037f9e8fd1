import { XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import { arxivId } from '../ids.ts';
import { plainText } from '../text.ts';
import { oversized, type SkippedEntry } from '../told.ts';
import { splitCreators } from './arxiv-creators.ts';
import { dayOfEnglishDate } from './english-date.ts';

/** One announcement of arXiv's RSS feed. */
export interface Announcement {
  readonly paperId: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  /** Primary first. */
  readonly categories: readonly string[];
  readonly kind: 'new' | 'cross' | 'replace' | 'replace-cross';
}

export interface ArxivFeed {
  /** The date that arXiv puts on the feed; it is also the list day on which these papers can first be submitted. */
  readonly day: string;
  readonly announcements: readonly Announcement[];
  readonly skipped: readonly SkippedEntry[];
}

export type FeedReading =
  | { readonly kind: 'feed'; readonly feed: ArxivFeed }
  | { readonly kind: 'failed'; readonly reason: string };

const text = z.string().optional().catch(undefined);
const itemSchema = z.object({
  title: z.string(),
  link: text,
  guid: text,
  description: text,
  category: z.array(z.string()).catch([]),
  'arxiv:announce_type': z.enum(['new', 'cross', 'replace', 'replace-cross']),
  'dc:creator': text,
});
const documentSchema = z.object({
  rss: z.object({
    channel: z.object({ title: z.string(), pubDate: z.string(), item: z.array(z.unknown()).default([]) }),
  }),
});

// Prefixes are kept: `link` and `atom:link` are two things. Elements are found by name, never by position.
const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  htmlEntities: true,
  isArray: name => name === 'item' || name === 'category',
});

/**
 * Bytes of ids and categories in a feed, all kept in one item of at most 400 kB. arXiv announces fewer than two
 * thousand papers a day, of some thirty bytes each.
 */
const mostNamed = 300_000;

/** Reads the RSS variant of a feed. A weekend's or holiday's feed has no items and is fine. */
export function parseArxivFeed(xml: string): FeedReading {
  // arXiv's feed has none; a document type is how entities are made to explode.
  if (/<!(doctype|entity)/i.test(xml)) return failed('the feed has a document type');
  // The parser closes open elements by itself, so it would take half a feed for a whole one.
  if (!/<\/rss>\s*$/.test(xml)) return failed('the answer is no whole RSS feed');
  const document = documentSchema.safeParse(parsedXml(xml));
  if (!document.success) return failed('the answer is no RSS feed');
  const { title, pubDate, item } = document.data.rss.channel;
  if (title.startsWith('Feed error for query:')) return failed(plainText(title).slice(0, 200));
  const day = dayOfDate(pubDate);
  if (day === undefined) return failed('the feed has no date');

  const announcements: Announcement[] = [];
  const skipped: SkippedEntry[] = [];
  for (const value of item) {
    const read = readItem(value);
    if ('problem' in read) skipped.push(read);
    else announcements.push(read);
  }
  const named = announcements.map(({ paperId, categories }) => [paperId, ...categories].join(' '));
  if (Buffer.byteLength(named.join(' ')) > mostNamed) return failed('the feed is longer than any');
  return { kind: 'feed', feed: { day, announcements, skipped } };
}

function parsedXml(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    return undefined;
  }
}

function readItem(value: unknown): Announcement | SkippedEntry {
  const result = itemSchema.safeParse(value);
  if (!result.success) return { id: '(unknown)', problem: 'not an announcement' };
  const { title, link, guid, description, category } = result.data;
  const paperId =
    arxivId(/\/abs\/(\S{1,40})\s*$/.exec(link ?? '')?.[1] ?? '') ??
    arxivId(/arXiv\.org:(\S{1,40})\s*$/.exec(guid ?? '')?.[1] ?? '');
  if (paperId === undefined)
    return { id: plainText(guid ?? link ?? '').slice(0, 40), problem: 'no arXiv id' };
  const facts = {
    title: plainText(title),
    abstract: plainText(/\bAbstract:(.*)$/s.exec(description ?? '')?.[1] ?? ''),
    authors: splitCreators(result.data['dc:creator'] ?? ''),
    // A category is one word, and is kept among others with spaces between.
    categories: category.map(plainText).filter(name => /^\S+$/.test(name)),
  };
  const problem = facts.title === '' ? 'no title' : oversized(facts);
  if (problem !== undefined) return { id: paperId, problem };
  return { paperId, ...facts, kind: result.data['arxiv:announce_type'] };
}

/** The calendar date as written, in its own zone: `Tue, 07 Jul 2026 00:00:00 -0400` is 2026-07-07. */
function dayOfDate(date: string): string | undefined {
  const [, dayOfMonth, month, year] = /(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})/.exec(date) ?? [];
  return dayOfEnglishDate(year, month, dayOfMonth);
}

function failed(reason: string): FeedReading {
  return { kind: 'failed', reason };
}
