import { Hono } from 'hono';
import { assets } from '../assets/assets.ts';
import { checkHealth } from '../check-health.ts';
import type { WebDeps } from '../deps.ts';
import { cacheForEver } from '../http/caching.ts';
import type { WebEnv } from '../http/web-env.ts';

const robots = ['User-agent: *', 'Disallow: /r/', 'Disallow: /api/', ''].join('\n');

/** What browsers, robots and monitors ask for. */
export function siteRoutes(deps: WebDeps): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  for (const { path, type, content, version } of Object.values(assets)) {
    routes.get(path, c => {
      // While one deployment replaces another, either may be asked for the other's version.
      if (c.req.query('v') === version) cacheForEver(c);
      return c.body(content, 200, { 'Content-Type': type });
    });
  }
  routes.get('/robots.txt', c => c.text(robots));
  routes.get('/health', async c => {
    const health = await checkHealth(deps);
    return c.json(health, health.status === 'ok' ? 200 : 503);
  });
  return routes;
}
