import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import type { WebDeps } from './deps.ts';
import { uncached } from './http/caching.ts';
import { BadRequestError, BodyTooLargeError } from './http/read-body.ts';
import { refusals } from './http/refusals.ts';
import { refuse } from './http/refuse.ts';
import { requestLog } from './http/request-log.ts';
import { security } from './http/security.ts';
import type { WebEnv } from './http/web-env.ts';
import { createRecentDays } from './recent-days.ts';
import { apiRoutes } from './routes/api.ts';
import { archiveRoutes } from './routes/archive.ts';
import { feedRoutes, readerFeedRoutes } from './routes/feeds.ts';
import { readerRoutes } from './routes/reader.ts';
import { rulesRoutes } from './routes/rules.ts';
import { signUpRoutes } from './routes/sign-up.ts';
import { siteRoutes } from './routes/site.ts';
import { slowDownRoutes } from './routes/slow-down.ts';
import { unsubscribeRoutes } from './routes/unsubscribe.ts';
import { wishRoutes } from './routes/wish.ts';

/**
 * In bytes. Fifty terms of eighty Chinese letters are 36,000 in a form; who pastes three times as many is told which of
 * them to take out, and loses none.
 */
const largestBody = 131_072;

/** Everything that a reader touches: requests in, responses out. */
export function createApp(deps: WebDeps): Hono<WebEnv> {
  const { site, log, clock } = deps;
  const recentDays = createRecentDays(deps);
  const app = new Hono<WebEnv>();

  app.use(requestLog(log, clock), security, uncached);
  app.use(
    bodyLimit({
      maxSize: largestBody,
      onError: () => {
        throw new BodyTooLargeError(`the body is larger than ${largestBody} bytes`);
      },
    }),
  );

  app.route('/', siteRoutes(deps));
  app.route('/', archiveRoutes(deps));
  app.route('/', feedRoutes(deps, recentDays));
  app.route('/', signUpRoutes(deps));
  app.route('/', unsubscribeRoutes(deps));
  app.route('/r', readerRoutes(deps));
  app.route('/r', readerFeedRoutes(deps, recentDays));
  app.route('/r', slowDownRoutes(deps));
  app.route('/r', rulesRoutes(deps, recentDays));
  app.route('/r', wishRoutes(deps, recentDays));
  app.route('/api', apiRoutes(deps, recentDays));

  app.notFound(c => refuse(c, site, refusals.noSuchPage));
  app.onError((error, c) => {
    if (error instanceof BadRequestError) {
      return refuse(c, site, { status: 400, title: 'This request cannot be read', detail: error.message });
    }
    if (error instanceof BodyTooLargeError) return refuse(c, site, refusals.tooLarge);
    log.error('request failed', error, { method: c.req.method, route: routePath(c, -1) });
    return refuse(c, site, refusals.broken);
  });
  return app;
}
