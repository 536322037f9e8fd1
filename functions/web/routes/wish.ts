import { Hono } from 'hono';
import { assertNever } from '../../../shared/platform/never.ts';
import { noRules } from '../../../shared/subscribers/rules.ts';
import { isSubscribed, type Preferences, type Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { changeRules } from '../change-rules.ts';
import {
  changeTerms,
  readTermChanges,
  readUndoableChanges,
  stillStanding,
  type UndoableChange,
  undoOf,
} from '../change-terms.ts';
import type { WebDeps } from '../deps.ts';
import { findReader } from '../find-reader.ts';
import { readForm } from '../http/read-body.ts';
import { inactive, notValid, refusals } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebContext, WebEnv } from '../http/web-env.ts';
import { type WishDone, type WishView, wishDonePage, wishPage, wishUndonePage } from '../pages/wish.ts';
import { proposeTerms, termsThatBring, type Wish } from '../propose-terms.ts';
import { findPaper } from '../read-paper.ts';
import type { ReadRecentDays } from '../recent-days.ts';

/** The links under each paper of a mail, by which a reader asks for more of its kind or for less. */
export function wishRoutes(deps: WebDeps, recentDays: ReadRecentDays): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  for (const wish of ['more', 'less'] as const) {
    // Old arXiv ids have a slash: math/0309136.
    routes.get(`/:key/${wish}/:id{.+}`, async c => open(c, wish, c.req.param('key'), c.req.param('id')));

    routes.post(`/:key/${wish}/:id{.+}`, async c => change(c, wish, c.req.param('key'), c.req.param('id')));
  }
  return routes;

  async function open(c: WebContext, wish: Wish, key: string, id: string, refused?: WishView['refused']) {
    const reader = await findReader(key, deps);
    if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
    if (!isSubscribed(reader)) return refuse(c, site, inactive(reader));
    return show(c, wish, reader, id, refused);
  }

  async function change(c: WebContext, wish: Wish, key: string, id: string) {
    const fields = await readForm(c);
    const taken = readUndoableChanges(fields);
    if (taken.length > 0) return undo(c, key, taken);
    const changes = readTermChanges(fields);
    if (changes.length === 0)
      return open(c, wish, key, id, { ticked: [], problem: 'Tick at least one box.' });
    // First of all, for the answer is about the paper: nothing may be changed behind a page that does not exist.
    const paper = await findPaper(id, deps);
    if (paper === undefined) return refuse(c, site, refusals.noSuchPage);
    let before: Preferences | undefined;
    const changed = await changeRules(
      key,
      stored => {
        before = stored;
        return { rules: changeTerms(stored.rules ?? noRules, changes) };
      },
      deps,
    );
    if (changed === undefined) return refuse(c, site, refusals.noSuchReader);
    const { reader } = changed;
    switch (changed.kind) {
      case 'saved':
        return done(c, { wish, reader, paper, changes: undoOf(before?.rules ?? noRules, changes) });
      case 'not-valid':
        return show(c, wish, reader, id, {
          ticked: changes,
          problem: Object.values(changed.problems).join(' '),
        });
      case 'inactive':
        return refuse(c, site, inactive(changed.reader));
      default:
        return assertNever(changed);
    }
  }

  function done(c: WebContext, view: Omit<WishDone, 'stillBring'>) {
    const { wish, reader, paper } = view;
    const stillBring = wish === 'less' ? termsThatBring(paper, reader.preferences.rules ?? noRules) : [];
    return c.html(wishDonePage(site, { ...view, stillBring }));
  }

  async function undo(c: WebContext, key: string, made: readonly UndoableChange[]) {
    let standing: readonly UndoableChange[] = [];
    const changed = await changeRules(
      key,
      ({ rules = noRules }) => {
        standing = stillStanding(rules, made);
        const back = standing.map(each => each.undo);
        return { rules: changeTerms(rules, back) };
      },
      deps,
    );
    if (changed === undefined) return refuse(c, site, refusals.noSuchReader);
    switch (changed.kind) {
      case 'saved': {
        const kept = made.filter(each => !standing.includes(each)).map(each => each.done);
        return c.html(
          wishUndonePage(site, changed.reader, { undone: standing.map(each => each.undo), kept }),
        );
      }
      case 'not-valid':
        return refuse(c, site, notValid(changed.problems));
      case 'inactive':
        return refuse(c, site, inactive(changed.reader));
      default:
        return assertNever(changed);
    }
  }

  async function show(
    c: WebContext,
    wish: Wish,
    reader: Subscriber,
    id: string,
    refused?: WishView['refused'],
  ) {
    const paper = await findPaper(id, deps);
    if (paper === undefined) return refuse(c, site, refusals.noSuchPage);
    const { index } = await recentDays();
    const proposals = proposeTerms(wish, paper, reader.preferences.rules ?? noRules, index);
    const view = { wish, reader, paper, proposals, recentPapers: index.papers.length };
    return refused === undefined
      ? c.html(wishPage(site, view))
      : c.html(wishPage(site, { ...view, refused }), 422);
  }
}
