import { Hono } from 'hono';
import { assertNever } from '../../../shared/platform/never.ts';
import { parseReaderKey, readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { WebDeps } from '../deps.ts';
import { findReader } from '../find-reader.ts';
import { inactive, refusals } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebEnv } from '../http/web-env.ts';
import { resubscribedPage } from '../pages/resubscribe.ts';
import { unsubscribedPage, unsubscribePage } from '../pages/unsubscribe.ts';
import { resubscribe } from '../resubscribe.ts';
import { unsubscribe, unsubscribeOnly } from '../unsubscribe.ts';

/**
 * The ways out of all mail: the link in a mail's text, by the reader's key, and the one in its header, which can do nothing
 * else. Both also for readers who are gone: whoever presses the button is told that no mail will come.
 */
export function unsubscribeRoutes(deps: WebDeps): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  routes.get('/r/:key/unsubscribe', async c => {
    const link = parseReaderKey(c.req.param('key'));
    if (link === undefined) return refuse(c, site, refusals.noSuchReader);
    const key = readerKey(link);
    return c.html(unsubscribePage(site, `/r/${key}/unsubscribe`, await findReader(key, deps)));
  });

  // The one-click POST of RFC 8058 comes here from older mails. Its body, in whatever encoding, says nothing that the link does not.
  routes.post('/r/:key/unsubscribe', async c => {
    const key = c.req.param('key');
    const outcome = await unsubscribe(key, deps);
    if (outcome === 'malformed') return refuse(c, site, refusals.noSuchReader);
    return c.html(unsubscribedPage(site, outcome, await findReader(key, deps)));
  });

  // The way back. Not by a header's link, nor by one that was replaced.
  routes.post('/r/:key/resubscribe', async c => {
    const done = await resubscribe(c.req.param('key'), deps);
    if (done === undefined) return refuse(c, site, refusals.noSuchReader);
    const { kind, reader } = done;
    switch (kind) {
      case 'resubscribed':
      case 'active':
        return c.html(resubscribedPage(site, { kind, reader }));
      case 'inactive':
        return refuse(c, site, inactive(reader));
      default:
        return assertNever(kind);
    }
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
