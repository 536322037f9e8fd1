import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isDay } from '../shared/platform/calendar.ts';
import { redatedDays, redateEntries } from './redate.ts';

export interface ListingOptions {
  /** Holds bodies of the API, one file a day: `YYYY-MM-DD.json`. */
  readonly directory: string;
  /** The UTC day that it is; days after it do not exist yet. */
  readonly today: () => string;
  /** Serves the recorded days as if the last one were the most recent weekday up to this day. @default as recorded */
  readonly redateTo?: string;
}

export interface ListingRequest {
  readonly url: URL;
  readonly ifNoneMatch?: string | undefined;
}

export interface ListingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The directory holds no recorded day at all. */
export class NoListingError extends Error {
  override readonly name = 'NoListingError';
}

const defaultLimit = 50;
const mostPerPage = 100;

/**
 * Answers like the sources that ingest reads: `/api/daily_papers` from the recorded days (`[]` for a day without a
 * file, 400 for one that does not exist), and `/rss/…` as arXiv does at a weekend, with an empty feed.
 */
export function createListingAnswers(options: ListingOptions): (request: ListingRequest) => ListingAnswer {
  const entriesOf = openDays(options);
  return request => {
    const { pathname } = request.url;
    if (pathname === '/api/daily_papers') return answerListing(request.url, entriesOf, options.today());
    if (pathname.startsWith('/rss/')) return answerEmptyFeed(request, options.today());
    return json(404, { error: 'not found' });
  };
}

type EntriesOf = ReadonlyMap<string, () => readonly unknown[]>;

function openDays({ directory, redateTo }: ListingOptions): EntriesOf {
  const recorded = readdirSync(directory)
    .filter(name => /^\d{4}-\d{2}-\d{2}\.json$/.test(name))
    .map(name => name.slice(0, 10));
  if (recorded.length === 0) throw new NoListingError(`${directory} holds no YYYY-MM-DD.json`);
  const read = (day: string) =>
    z.array(z.unknown()).parse(JSON.parse(readFileSync(join(directory, `${day}.json`), 'utf8')));
  if (redateTo === undefined) return new Map(recorded.map(day => [day, () => read(day)]));
  const days = redatedDays(recorded, redateTo);
  return new Map([...days].map(([day, from]) => [day, () => redateEntries(read(from), from, day)]));
}

function answerListing({ pathname, searchParams }: URL, entriesOf: EntriesOf, today: string): ListingAnswer {
  const newest = [...entriesOf.keys()]
    .filter(day => day <= today)
    .sort()
    .at(-1);
  const day = (searchParams.get('date') ?? newest ?? today).slice(0, 10);
  const limit = Number(searchParams.get('limit') ?? defaultLimit);
  const page = Number(searchParams.get('p') ?? 0);
  if (!isDay(day)) return json(400, { error: 'Invalid date' });
  if (day > today) return json(400, { error: `No papers for ${day} yet` });
  if (!Number.isInteger(limit) || limit < 1 || limit > mostPerPage)
    return json(400, { error: 'Invalid limit' });
  if (!Number.isInteger(page) || page < 0) return json(400, { error: 'Invalid page' });

  const entries = entriesOf.get(day)?.() ?? [];
  const next = new URLSearchParams(searchParams);
  next.set('p', String(page + 1));
  const hasNext = entries.length > (page + 1) * limit;
  return json(
    200,
    entries.slice(page * limit, (page + 1) * limit),
    hasNext ? { link: `<${pathname}?${next.toString()}>; rel="next"` } : {},
  );
}

function answerEmptyFeed({ url, ifNoneMatch }: ListingRequest, today: string): ListingAnswer {
  const categories = decodeURIComponent(url.pathname.slice('/rss/'.length)).replace(/[^\w.+-]/g, '');
  const date = new Date(`${today}T00:00:00Z`).toUTCString().replace('GMT', '-0400');
  const body = `<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
<channel><title>${categories} updates on arXiv.org</title><link>http://rss.arxiv.org/rss/${categories}</link>
<description>A stand-in that announces nothing.</description><pubDate>${date}</pubDate></channel></rss>
`;
  const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
  if (ifNoneMatch === etag) return { status: 304, headers: { etag }, body: '' };
  return { status: 200, headers: { 'content-type': 'text/xml; charset=utf-8', etag }, body };
}

function json(status: number, value: unknown, headers: Record<string, string> = {}): ListingAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}
