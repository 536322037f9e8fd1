import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { WebDeps } from '../deps.ts';
import { readSearchTerm, searchFeed, todayFeed, weekFeed } from '../feeds/public-feeds.ts';
import { readerFeed } from '../feeds/reader-feed.ts';
import { findReader } from '../find-reader.ts';
import { cacheBriefly } from '../http/caching.ts';
import { cannotSearch, refusals } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import { type FeedFormat, sendFeed } from '../http/send-feed.ts';
import type { WebEnv } from '../http/web-env.ts';
import { feedsPage } from '../pages/feeds.ts';
import type { ReadRecentDays } from '../recent-days.ts';

const formats: readonly FeedFormat[] = ['atom', 'json'];

/** The feeds that are the same for everybody, and the page that lists them. */
export function feedRoutes(deps: WebDeps, recentDays: ReadRecentDays): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  routes.get('/feeds', async c => {
    const q = c.req.query('q');
    cacheBriefly(c);
    if (q === undefined || q.trim() === '') return c.html(feedsPage(site, undefined));
    const term = readSearchTerm(q);
    if (!term.ok) return c.html(feedsPage(site, { q, problem: term.problem }), 422);
    return c.html(feedsPage(site, { q, feed: searchFeed(site, term, await recentDays()) }));
  });

  routes.use('/feeds/*', etag());
  for (const format of formats) {
    routes.get(`/feeds/today.${format}`, async c =>
      sendFeed(c, site, todayFeed(site, await recentDays()), { format, visibility: 'public' }),
    );
    routes.get(`/feeds/week.${format}`, async c =>
      sendFeed(c, site, weekFeed(site, await recentDays()), { format, visibility: 'public' }),
    );
    routes.get(`/feeds/search.${format}`, async c => {
      const term = readSearchTerm(c.req.query('q') ?? '');
      if (!term.ok) return refuse(c, site, cannotSearch(term.problem));
      return sendFeed(c, site, searchFeed(site, term, await recentDays()), { format, visibility: 'public' });
    });
  }
  return routes;
}

/** A reader's own feed, behind their link; also after they have unsubscribed from the mail, for it is none. */
export function readerFeedRoutes(deps: WebDeps, recentDays: ReadRecentDays): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();
  for (const format of formats) {
    routes.get(`/:key/feed.${format}`, etag(), async c => {
      const reader = await findReader(c.req.param('key'), deps);
      if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
      const feed = readerFeed(site, reader, await recentDays());
      return sendFeed(c, site, feed, { format, visibility: 'private' });
    });
  }
  return routes;
}
