import type { Site } from '../deps.ts';
import { writeAtom } from '../feeds/atom.ts';
import type { Feed } from '../feeds/feed.ts';
import { writeJsonFeed } from '../feeds/json-feed.ts';
import type { WebContext } from './web-env.ts';

export const feedFormats = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: writeAtom },
  json: { type: 'application/feed+json; charset=utf-8', write: writeJsonFeed },
} as const;
export type FeedFormat = keyof typeof feedFormats;

/** In seconds: lists change by the hour, and feed readers ask more often than that. */
const maxAge = 900;

/**
 * Answers with the feed, or, if it is public, with 304 when nothing entered it since the date of `If-Modified-Since`.
 * `ETag` and `If-None-Match`, which come before dates, are the business of hono's `etag` around the route: a tag
 * changes with every upvote, the date only when a paper enters. A reader's own feed has no date, but the tag: a paper
 * leaves it, too, when rules change or the days before bring another choice.
 */
export function sendFeed(
  c: WebContext,
  site: Site,
  feed: Feed,
  { format, visibility }: { readonly format: FeedFormat; readonly visibility: 'public' | 'private' },
): Response {
  c.header('Cache-Control', `${visibility}, max-age=${maxAge}`);
  c.header('X-Robots-Tag', 'noindex');
  if (visibility === 'public') {
    c.header('Last-Modified', new Date(feed.updated).toUTCString());
    if (isUnmodified(c, feed.updated)) return c.body(null, 304);
  }
  const { type, write } = feedFormats[format];
  return c.body(write(feed, site), 200, { 'Content-Type': type });
}

function isUnmodified(c: WebContext, updated: string): boolean {
  if (c.req.header('If-None-Match') !== undefined) return false;
  const since = Date.parse(c.req.header('If-Modified-Since') ?? '');
  // Dates of HTTP know no fractions of a second.
  return Math.floor(Date.parse(updated) / 1_000) * 1_000 <= since;
}
