import { Hono } from 'hono';
import { maxPapersSchema } from '../../../shared/subscribers/preferences.ts';
import { isSubscribed } from '../../../shared/subscribers/subscriber.ts';
import { adjustPreferences } from '../adjust-preferences.ts';
import type { WebDeps } from '../deps.ts';
import { findReader } from '../find-reader.ts';
import { BadRequestError, readForm } from '../http/read-body.ts';
import { inactive, refusals } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebEnv } from '../http/web-env.ts';
import { slowDownPage, slowedDownPage, takenBackPage } from '../pages/slow-down.ts';
import { slowDowns, slowedDown, takenBack } from '../slow-down.ts';

/** The links in every mail by which it comes more rarely, or shorter: a page with a button each. */
export function slowDownRoutes(deps: WebDeps): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  for (const how of slowDowns) {
    routes.get(`/:key/${how}`, async c => {
      const reader = await findReader(c.req.param('key'), deps);
      if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
      if (!isSubscribed(reader)) return refuse(c, site, inactive(reader));
      return c.html(slowDownPage(site, how, reader, deps.clock()));
    });

    routes.post(`/:key/${how}`, async c => {
      const now = deps.clock();
      const papers = how === 'fewer' ? papersNamed(await readForm(c)) : undefined;
      const adjusted = await adjustPreferences(
        c.req.param('key'),
        preferences => slowedDown(how, preferences, { now, papers }),
        deps,
      );
      if (adjusted === undefined) return refuse(c, site, refusals.noSuchReader);
      if (adjusted.kind === 'inactive') return refuse(c, site, inactive(adjusted.reader));
      const { reader, before } = adjusted;
      return c.html(slowedDownPage(site, how, { reader, before, now }));
    });

    routes.post(`/:key/${how}/undo`, async c => {
      const now = deps.clock();
      const { from, to } = await readForm(c);
      if (typeof from !== 'string' || typeof to !== 'string')
        throw new BadRequestError('Say what to undo, like from=10 and to=20.');
      const adjusted = await adjustPreferences(
        c.req.param('key'),
        preferences => takenBack(how, preferences, { from, to, now }),
        deps,
      );
      if (adjusted === undefined) return refuse(c, site, refusals.noSuchReader);
      if (adjusted.kind === 'inactive') return refuse(c, site, inactive(adjusted.reader));
      return c.html(takenBackPage(site, adjusted));
    });
  }
  return routes;
}

/** The number on the button: a second press must not go on halving. */
function papersNamed({ papers }: Readonly<Record<string, unknown>>): number {
  const read = maxPapersSchema.safeParse(papers);
  if (!read.success) throw new BadRequestError('Say how many papers a mail may have, like papers=10.');
  return read.data;
}
