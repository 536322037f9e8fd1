import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Clock } from '../../../shared/platform/clock.ts';
import type { Log } from '../../../shared/platform/log.ts';
import type { WebEnv } from './web-env.ts';

/** One wide line for each request, with the route's pattern: the path itself may carry a reader's token. */
export function requestLog(log: Log, clock: Clock) {
  return createMiddleware<WebEnv>(async (c, next) => {
    const started = clock().getTime();
    await next();
    log.info('request', {
      method: c.req.method,
      route: routePath(c, -1),
      status: c.res.status,
      milliseconds: clock().getTime() - started,
    });
  });
}
