import { Hono } from 'hono';
import { isDay } from '../../../shared/platform/calendar.ts';
import type { WebDeps } from '../deps.ts';
import { cacheBriefly } from '../http/caching.ts';
import { refusals } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebEnv } from '../http/web-env.ts';
import { pageOfList } from '../list-pages.ts';
import { dayPage } from '../pages/day.ts';
import { homePage } from '../pages/home.ts';
import { paperPage } from '../pages/paper.ts';
import { readDay, readFrontPage } from '../read-day.ts';
import { readPaper } from '../read-paper.ts';

/** The pages that are the same for everybody: the newest listing, a day, a paper. */
export function archiveRoutes(deps: WebDeps): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  routes.get('/', async c => {
    const front = await readFrontPage(deps);
    cacheBriefly(c);
    return c.html(homePage(site, front));
  });

  routes.get('/days/:day', async c => {
    const day = c.req.param('day');
    const found = isDay(day) ? await readDay(day, deps) : undefined;
    if (found === undefined) return refuse(c, site, refusals.noSuchDay);
    const list = pageOfList(found.listing.papers, c.req.query('page'));
    if (list === undefined) return refuse(c, site, refusals.noSuchPage);
    cacheBriefly(c);
    return c.html(dayPage(site, found, list));
  });

  // Old arXiv ids have a slash: math/0309136.
  routes.get('/papers/:id{.+}', async c => {
    const id = c.req.param('id');
    const found = await readPaper(id, deps);
    if (found === undefined) return refuse(c, site, refusals.noSuchPage);
    cacheBriefly(c);
    if (found.paper.id !== id) return c.redirect(`/papers/${found.paper.id}`, 302);
    return c.html(paperPage(site, found));
  });

  return routes;
}
