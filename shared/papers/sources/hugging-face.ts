import type { SkippedEntry, SourceEntry } from '../told.ts';
import { type HttpDeps, httpGet, type Remaining } from './http-get.ts';
import { readHuggingFaceEntry } from './hugging-face-entry.ts';

/** What the source says of one day. */
export type DayReading =
  | {
      readonly kind: 'ok';
      readonly entries: readonly SourceEntry[];
      readonly skipped: readonly SkippedEntry[];
    }
  /** HTTP 400: the day does not exist yet. */
  | { readonly kind: 'no-such-day' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface HuggingFaceSource {
  /** Reads a list day within the remaining time. Never throws for what the source does. */
  readDay(day: string, remaining: Remaining): Promise<DayReading>;
}

export interface HuggingFaceOptions {
  /** `https://huggingface.co`, or a stand-in. */
  readonly baseUrl: string;
  /** Raises the rate limit; the source answers without it too. */
  readonly token?: string;
  /** Milliseconds that one attempt may take. @default that of httpGet */
  readonly attemptTimeout?: number;
}

/** The source's own default of 50 has cut three of 579 recorded days. */
const pageSize = 100;
/** Ten times the largest day on record. A source that always names a next page must not keep us for ever. */
const mostPages = 6;
/** What that many pages may hold, for a page may be longer than was asked for. */
const mostEntries = pageSize * mostPages;

export function createHuggingFaceSource(options: HuggingFaceOptions, http: HttpDeps): HuggingFaceSource {
  const headers = {
    accept: 'application/json',
    'user-agent': 'daily-papers',
    ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
  };

  const readPage = async (url: URL, day: string, remaining: Remaining): Promise<Page> => {
    const { attemptTimeout } = options;
    const result = await httpGet(
      { url, headers, remaining, ...(attemptTimeout !== undefined && { attemptTimeout }) },
      http,
    );
    if (result.kind === 'failed') return result;
    if (result.status === 400) return { kind: 'no-such-day' };
    if (result.status !== 200) return { kind: 'failed', reason: `HTTP ${result.status}` };
    const list = parseList(result.body);
    return typeof list === 'string'
      ? { kind: 'failed', reason: list }
      : {
          kind: 'page',
          readings: list.map(value => readHuggingFaceEntry(value, day)),
          ...nextPage(result.headers, url),
        };
  };

  return {
    readDay: async (day, remaining) => {
      const entries: SourceEntry[] = [];
      const skipped: SkippedEntry[] = [];
      let url: URL | undefined = new URL(`/api/daily_papers?date=${day}&limit=${pageSize}`, options.baseUrl);
      for (let pages = 0; url !== undefined; pages += 1) {
        if (pages === mostPages) return { kind: 'failed', reason: `more than ${mostPages} pages` };
        const page: Page = await readPage(url, day, remaining);
        if (page.kind === 'no-such-day' && pages > 0)
          return { kind: 'failed', reason: 'HTTP 400 for a next page' };
        if (page.kind !== 'page') return page;
        for (const reading of page.readings) {
          if (reading.kind === 'entry') entries.push(reading.entry);
          else skipped.push(reading.skipped);
        }
        if (entries.length + skipped.length > mostEntries)
          return { kind: 'failed', reason: `more than ${mostEntries} entries` };
        if (page.strayNext) skipped.push({ id: '(next page)', problem: 'its link leads to another site' });
        url = page.readings.length > 0 ? page.next : undefined;
      }
      return { kind: 'ok', entries, skipped };
    },
  };
}

type Page =
  | {
      readonly kind: 'page';
      readonly readings: readonly ReturnType<typeof readHuggingFaceEntry>[];
      readonly next?: URL;
      readonly strayNext?: boolean;
    }
  | Exclude<DayReading, { kind: 'ok' }>;

/** The list, or what is wrong with the body. */
function parseList(body: string): unknown[] | string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return 'the answer is not JSON';
  }
  return Array.isArray(value) ? value : 'the answer is not a list';
}

/** The token goes where the link leads, so a link to another origin is not followed. */
function nextPage(headers: Headers, from: URL): { next?: URL; strayNext?: boolean } {
  const link = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(headers.get('link') ?? '')?.[1];
  if (link === undefined || !URL.canParse(link, from.href)) return {};
  const next = new URL(link, from);
  return next.origin === from.origin ? { next } : { strayNext: true };
}
