import { Hono } from 'hono';
import { assertNever } from '../../../shared/platform/never.ts';
import { parseReaderKey, readerKey } from '../../../shared/subscribers/reader-link.ts';
import { changePreferences } from '../change-preferences.ts';
import { confirm } from '../confirm.ts';
import type { WebDeps } from '../deps.ts';
import { erase } from '../erase.ts';
import { exportData } from '../export-data.ts';
import { findReader } from '../find-reader.ts';
import { readForm } from '../http/read-body.ts';
import { inactive, refusals } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebEnv } from '../http/web-env.ts';
import { confirmedPage, confirmPage } from '../pages/confirm.ts';
import { deletedPage, deletePage } from '../pages/delete.ts';
import { preferencesPage } from '../pages/preferences.ts';

/** The pages behind a reader's link. A GET only ever shows; the button on the page posts. */
export function readerRoutes(deps: WebDeps): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  routes.get('/:key', c => {
    const link = parseReaderKey(c.req.param('key'));
    if (link === undefined) return refuse(c, site, refusals.noSuchReader);
    return c.redirect(`/r/${readerKey(link)}/preferences`, 302);
  });

  routes.get('/:key/confirm', async c => {
    const reader = await findReader(c.req.param('key'), deps);
    if (reader === undefined) return refuse(c, site, refusals.noSuchConfirmation);
    return c.html(confirmPage(site, reader, deps.clock()));
  });

  routes.post('/:key/confirm', async c => {
    const { choice } = await readForm(c);
    const confirmation = await confirm(c.req.param('key'), deps, choice === 'before' ? 'before' : 'asked');
    if (confirmation === undefined) return refuse(c, site, refusals.noSuchConfirmation);
    if (confirmation.kind === 'inactive') return refuse(c, site, inactive(confirmation.reader));
    return c.html(confirmedPage(site, confirmation, deps.clock()));
  });

  routes.get('/:key/preferences', async c => {
    const reader = await findReader(c.req.param('key'), deps);
    if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
    return c.html(preferencesPage(site, { reader, now: deps.clock() }));
  });

  routes.post('/:key/preferences', async c => {
    const fields = await readForm(c);
    const input = fields['pause'] === 'end' ? { ...fields, pausedUntil: '' } : fields;
    const change = await changePreferences(c.req.param('key'), input, deps);
    if (change === undefined) return refuse(c, site, refusals.noSuchReader);
    const now = deps.clock();
    switch (change.kind) {
      case 'saved': {
        const reader = { ...change.reader, preferences: change.preferences };
        return c.html(preferencesPage(site, { reader, now, saved: true }));
      }
      case 'not-valid': {
        const { reader, problems } = change;
        return c.html(preferencesPage(site, { reader, now, entered: { fields: input, problems } }), 422);
      }
      case 'inactive':
        return refuse(c, site, inactive(change.reader));
      default:
        return assertNever(change);
    }
  });

  routes.get('/:key/pause', c => {
    const link = parseReaderKey(c.req.param('key'));
    if (link === undefined) return refuse(c, site, refusals.noSuchReader);
    return c.redirect(`/r/${readerKey(link)}/preferences#pause`, 302);
  });

  routes.get('/:key/data', async c => {
    const data = await exportData(c.req.param('key'), deps);
    if (data === undefined) return refuse(c, site, refusals.noSuchReader);
    c.header('Content-Disposition', 'attachment; filename="daily-papers-my-data.json"');
    c.header('Content-Type', 'application/json; charset=utf-8');
    return c.body(JSON.stringify(data, null, 2));
  });

  routes.get('/:key/delete', async c => {
    const reader = await findReader(c.req.param('key'), deps);
    if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
    return c.html(deletePage(site, reader));
  });

  routes.post('/:key/delete', async c => {
    const outcome = await erase(c.req.param('key'), deps);
    if (outcome === 'nobody') return refuse(c, site, refusals.noSuchReader);
    return c.html(deletedPage(site));
  });

  return routes;
}
