import { Hono } from 'hono';
import { assertNever } from '../../../shared/platform/never.ts';
import { isSubscribed } from '../../../shared/subscribers/subscriber.ts';
import { changeRules } from '../change-rules.ts';
import type { WebDeps } from '../deps.ts';
import { findReader } from '../find-reader.ts';
import { readJson } from '../http/read-body.ts';
import { inactive, notValid, refusals } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebEnv } from '../http/web-env.ts';
import { previewJson } from '../preview-json.ts';
import { previewRules } from '../preview-rules.ts';
import { chosenPapers, readChosenPapers } from '../read-rules.ts';
import type { ReadRecentDays } from '../recent-days.ts';

/** A reader's rules in JSON, as `rules.ts` has them. */
export function rulesApi(deps: WebDeps, recentDays: ReadRecentDays): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  routes.get('/:key/rules', async c => {
    const reader = await findReader(c.req.param('key'), deps);
    if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
    return c.json(chosenPapers(reader.preferences).rules);
  });

  routes.put('/:key/rules', async c => {
    const rules = await readJson(c);
    const change = await changeRules(c.req.param('key'), () => ({ rules }), deps);
    if (change === undefined) return refuse(c, site, refusals.noSuchReader);
    switch (change.kind) {
      case 'saved':
        return c.json(change.chosen.rules);
      case 'not-valid':
        return refuse(c, site, notValid(change.problems));
      case 'inactive':
        return refuse(c, site, inactive(change.reader));
      default:
        return assertNever(change);
    }
  });

  // Changes nothing. What the body does not mention is as the reader has it.
  routes.post('/:key/rules/preview', async c => {
    const reader = await findReader(c.req.param('key'), deps);
    if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
    if (!isSubscribed(reader)) return refuse(c, site, inactive(reader));
    const { rules, maxPapers } = await readJson(c);
    const read = readChosenPapers({ rules, maxPapers }, reader.preferences);
    if (!read.ok) return refuse(c, site, notValid(read.problems));
    const weekly = reader.preferences.frequency === 'weekly';
    return c.json(previewJson(previewRules({ ...read.chosen, weekly }, await recentDays())));
  });

  return routes;
}
