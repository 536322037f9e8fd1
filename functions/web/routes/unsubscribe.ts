import { Hono } from 'hono';
import { parseReaderKey, readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { WebDeps } from '../deps.ts';
import { refusals } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebEnv } from '../http/web-env.ts';
import { unsubscribedPage, unsubscribePage } from '../pages/unsubscribe.ts';
import { unsubscribe, unsubscribeOnly } from '../unsubscribe.ts';

/**
 * The ways out of all mail: the link in a mail's text, by the reader's key, and the one in its header, which can do nothing
 * else. Both also for readers who are gone: whoever presses the button is told that no mail will come.
 */
export function unsubscribeRoutes(deps: WebDeps): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  routes.get('/r/:key/unsubscribe', c => {
    const link = parseReaderKey(c.req.param('key'));
    if (link === undefined) return refuse(c, site, refusals.noSuchReader);
    const base = `/r/${readerKey(link)}`;
    return c.html(unsubscribePage(site, `${base}/unsubscribe`, base));
  });

  // The one-click POST of RFC 8058 comes here from older mails. Its body, in whatever encoding, says nothing that the link does not.
  routes.post('/r/:key/unsubscribe', async c => {
    const key = c.req.param('key');
    const outcome = await unsubscribe(key, deps);
    if (outcome === 'malformed') return refuse(c, site, refusals.noSuchReader);
    return c.html(unsubscribedPage(site, outcome, `/r/${key}`));
  });

  routes.get('/u/:key', c => {
    const link = parseReaderKey(c.req.param('key'));
    if (link === undefined) return refuse(c, site, refusals.noSuchReader);
    return c.html(unsubscribePage(site, `/u/${readerKey(link)}`, undefined));
  });

  // And here from the header of newer ones.
  routes.post('/u/:key', async c => {
    const outcome = await unsubscribeOnly(c.req.param('key'), deps);
    if (outcome === 'malformed') return refuse(c, site, refusals.noSuchReader);
    return c.html(unsubscribedPage(site, outcome, undefined));
  });

  return routes;
}
