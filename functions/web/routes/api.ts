import { Hono } from 'hono';
import { addDays, isDay, utcDay } from '../../../shared/platform/calendar.ts';
import { assertNever } from '../../../shared/platform/never.ts';
import { withoutPastPause } from '../../../shared/subscribers/describe-preferences.ts';
import { changePreferences } from '../change-preferences.ts';
import { confirm } from '../confirm.ts';
import type { WebDeps } from '../deps.ts';
import { erase } from '../erase.ts';
import { exportData } from '../export-data.ts';
import { findReader } from '../find-reader.ts';
import { cacheBriefly } from '../http/caching.ts';
import { clientAddress } from '../http/client-address.ts';
import { BadRequestError, readJson } from '../http/read-body.ts';
import { inactive, notValid, refusals, tooMany } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebContext, WebEnv } from '../http/web-env.ts';
import { pageOfList } from '../list-pages.ts';
import { readDay } from '../read-day.ts';
import { readPaper } from '../read-paper.ts';
import { readSignUp } from '../read-sign-up.ts';
import type { ReadRecentDays } from '../recent-days.ts';
import { signUp } from '../sign-up.ts';
import { unsubscribe } from '../unsubscribe.ts';
import { addressRefused, signedUpAnswer } from '../words.ts';
import { rulesApi } from './rules-api.ts';

/** The longest range of days that one answer covers, and the one when none is asked for. */
const mostDays = 366;
const usualDays = 30;

/** The same as the pages, by the same rules, in JSON. */
export function apiRoutes(deps: WebDeps, recentDays: ReadRecentDays): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.route('/', archiveApi(deps));
  routes.route('/', signUpApi(deps));
  routes.route('/r', readerApi(deps));
  routes.route('/r', rulesApi(deps, recentDays));
  return routes;
}

function archiveApi(deps: WebDeps): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  routes.get('/days', async c => {
    const { from, to } = readRange(c, utcDay(deps.clock()));
    const records = await deps.archive.getDayRecords(from, to);
    cacheBriefly(c);
    return c.json({ from, to, days: records });
  });

  routes.get('/days/:day', async c => {
    const day = c.req.param('day');
    const found = isDay(day) ? await readDay(day, deps) : undefined;
    if (found === undefined) return refuse(c, site, refusals.noSuchDay);
    const { listing, previous = null, next = null } = found;
    const list = pageOfList(listing.papers, c.req.query('page'));
    if (list === undefined) return refuse(c, site, refusals.noSuchPage);
    cacheBriefly(c);
    const { page, pages, papers } = list;
    return c.json({ ...listing.record, previous, next, page, pages, papers });
  });

  routes.get('/papers/:id{.+}', async c => {
    const found = await readPaper(c.req.param('id'), deps);
    if (found === undefined) return refuse(c, site, refusals.noSuchPage);
    cacheBriefly(c);
    return c.json({ ...found.paper, days: found.days, newestEntry: found.listed?.entry ?? null });
  });

  return routes;
}

function signUpApi(deps: WebDeps): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();
  routes.post('/subscriptions', async c => {
    const read = readSignUp(await readJson(c), deps.clock());
    if (!read.ok) return refuse(c, site, notValid(read.problems));
    const outcome = await signUp({ ...read, clientAddress: clientAddress(c) }, deps);
    switch (outcome.kind) {
      case 'answered':
        return c.json({ message: signedUpAnswer }, 202);
      case 'too-many':
        return refuse(c, site, tooMany(outcome.retryAfterSeconds));
      case 'undeliverable':
        return refuse(c, site, notValid({ email: addressRefused }));
      case 'not-sent':
        return refuse(c, site, refusals.notSent);
      default:
        return assertNever(outcome);
    }
  });
  return routes;
}

function readerApi(deps: WebDeps): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  routes.get('/:key', async c => {
    const data = await exportData(c.req.param('key'), deps);
    return data === undefined ? refuse(c, site, refusals.noSuchReader) : c.json(data);
  });

  routes.delete('/:key', async c => {
    const outcome = await erase(c.req.param('key'), deps);
    return outcome === 'nobody' ? refuse(c, site, refusals.noSuchReader) : c.body(null, 204);
  });

  routes.get('/:key/preferences', async c => {
    const reader = await findReader(c.req.param('key'), deps);
    if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
    return c.json(withoutPastPause(reader.preferences, deps.clock()));
  });

  routes.put('/:key/preferences', async c => {
    const change = await changePreferences(c.req.param('key'), await readJson(c), deps);
    if (change === undefined) return refuse(c, site, refusals.noSuchReader);
    switch (change.kind) {
      case 'saved':
        return c.json(change.preferences);
      case 'not-valid':
        return refuse(c, site, notValid(change.problems));
      case 'inactive':
        return refuse(c, site, inactive(change.reader));
      default:
        return assertNever(change);
    }
  });

  routes.post('/:key/confirm', async c => {
    const confirmation = await confirm(c.req.param('key'), deps);
    if (confirmation === undefined) return refuse(c, site, refusals.noSuchConfirmation);
    if (confirmation.kind === 'inactive') return refuse(c, site, inactive(confirmation.reader));
    return c.json({ status: 'active', already: confirmation.kind === 'already-confirmed' });
  });

  routes.post('/:key/unsubscribe', async c => {
    const outcome = await unsubscribe(c.req.param('key'), deps);
    if (outcome === 'malformed') return refuse(c, site, refusals.noSuchReader);
    return c.json({ status: 'unsubscribed' });
  });

  return routes;
}

/** `?from=` and `?to=`, both included. */
function readRange(c: WebContext, today: string): { from: string; to: string } {
  const to = c.req.query('to') ?? today;
  if (!isDay(to)) throw new BadRequestError('`to` must be a day, like 2026-08-18.');
  const from = c.req.query('from') ?? addDays(to, 1 - usualDays);
  if (!isDay(from)) throw new BadRequestError('`from` must be a day, like 2026-08-18.');
  if (from > to) throw new BadRequestError('`from` must not be after `to`.');
  if (from < addDays(to, 1 - mostDays)) {
    throw new BadRequestError(`Ask for at most ${mostDays} days at once.`);
  }
  return { from, to };
}
