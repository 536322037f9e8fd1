import { createMiddleware } from 'hono/factory';
import type { WebContext, WebEnv } from './web-env.ts';

/** Unless a route says otherwise, nothing is kept: most pages are one reader's own. */
export const uncached = createMiddleware<WebEnv>(async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
});

/** For pages that are the same for everybody and change with the listing. */
export function cacheBriefly(c: WebContext): void {
  c.header('Cache-Control', 'public, max-age=120');
}

/** For what has its content's hash in its address. */
export function cacheForEver(c: WebContext): void {
  c.header('Cache-Control', 'public, max-age=31536000, immutable');
}
