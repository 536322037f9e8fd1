import type { SourceEntry } from '../told.ts';
import { type Announcement, type ArxivFeed, parseArxivFeed } from './arxiv-feed.ts';
import type { ArxivStore, ArxivTurn } from './arxiv-store.ts';
import { type HttpDeps, httpGet, type Remaining } from './http-get.ts';

type ArxivReading =
  /** `remember` is called when everything of the feed has been recorded: the feed is not answered again after that. */
  | { readonly kind: 'feed'; readonly feed: ArxivFeed; readonly remember: () => Promise<void> }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface ArxivSource {
  /** Reads the feed of the configured categories if it changed. Never throws for what the source does. */
  read(remaining: Remaining): Promise<ArxivReading>;
}

export interface ArxivOptions {
  /** `https://rss.arxiv.org`, or a stand-in. */
  readonly baseUrl: string;
  readonly categories: readonly string[];
}

/**
 * arXiv asks for at most one request in three seconds, and one connection at a time, over all machines. A little more,
 * for clocks differ.
 */
const requestInterval = 3_500;
const attemptTimeout = 15_000;
/** 429 is common from shared cloud addresses, and lasts. */
const leastWaitWhenLimited = 30_000;

/** A category in the settings is not one of arXiv's form, such as `cs.CL` or `hep-th`. */
export class ArxivCategoryError extends Error {
  override readonly name = 'ArxivCategoryError';
}

/** The RSS feed: one request at a time, in turn with all other machines, conditional on the last ETag. */
export function createArxivSource(options: ArxivOptions, store: ArxivStore, http: HttpDeps): ArxivSource {
  const wrong = options.categories.find(category => !/^[a-z-]+(\.[A-Za-z-]+)?$/.test(category));
  if (wrong !== undefined) throw new ArxivCategoryError(`ARXIV_CATEGORIES: ${wrong} is no category of arXiv`);
  const feedName = options.categories.join('+');
  const url = new URL(`/rss/${feedName}`, options.baseUrl);

  const takeTurn = async (remaining: Remaining): Promise<ArxivTurn | undefined> => {
    for (;;) {
      const turn = await store.takeTurn(attemptTimeout + requestInterval);
      if (turn !== undefined || remaining() <= requestInterval) return turn;
      await http.sleep(requestInterval * (0.5 + http.random() / 2));
    }
  };

  const inTurn = async <T>(remaining: Remaining, attempt: () => Promise<T>): Promise<T | undefined> => {
    const turn = await takeTurn(remaining);
    if (turn === undefined) return undefined;
    try {
      return await attempt();
    } finally {
      await store.endTurn(turn, requestInterval);
    }
  };

  return {
    read: async remaining => {
      const etag = await store.getEtag(feedName);
      const result = await httpGet(
        {
          url,
          headers: { 'user-agent': 'daily-papers', ...(etag !== undefined && { 'if-none-match': etag }) },
          remaining,
          attemptTimeout,
          leastWaitWhenLimited,
          inTurn: attempt => inTurn(remaining, attempt),
        },
        http,
      );
      if (result.kind === 'failed') return result;
      if (result.status === 304) return { kind: 'unchanged' };
      const parsed = parseArxivFeed(result.body);
      if (result.status !== 200) {
        return {
          kind: 'failed',
          reason:
            parsed.kind === 'failed' ? `HTTP ${result.status}: ${parsed.reason}` : `HTTP ${result.status}`,
        };
      }
      if (parsed.kind === 'failed') return parsed;
      const newEtag = result.headers.get('etag');
      return {
        kind: 'feed',
        feed: parsed.feed,
        remember: async () => {
          if (newEtag !== null && newEtag !== etag) await store.putEtag(feedName, newEtag);
        },
      };
    },
  };
}

/** The feed's newly announced papers as listing entries of its day; replacements are old news. */
export function entriesOfFeed(feed: ArxivFeed): SourceEntry[] {
  return feed.announcements
    .filter(({ kind }) => kind === 'new' || kind === 'cross')
    .map(announcement => ({
      source: 'arxiv',
      paperId: announcement.paperId,
      day: feed.day,
      facts: factsOf(announcement),
    }));
}

function factsOf({ title, abstract, authors, categories }: Announcement): SourceEntry['facts'] {
  return { title, abstract, authors: [...authors], authorCount: authors.length, categories: [...categories] };
}
