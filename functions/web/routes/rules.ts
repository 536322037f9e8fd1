import { Hono } from 'hono';
import { assertNever } from '../../../shared/platform/never.ts';
import { isSubscribed, type Preferences } from '../../../shared/subscribers/subscriber.ts';
import { changeRules } from '../change-rules.ts';
import type { WebDeps } from '../deps.ts';
import { findReader } from '../find-reader.ts';
import { readForm } from '../http/read-body.ts';
import { inactive, refusals } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebContext, WebEnv } from '../http/web-env.ts';
import { rulesPage } from '../pages/rules.ts';
import { previewRules } from '../preview-rules.ts';
import { chosenPapers, readChosenPapers } from '../read-rules.ts';
import {
  applyAction,
  formOf,
  inputOf,
  type RulesFormAction,
  readRulesForm,
  readRulesFormAction,
} from '../read-rules-form.ts';
import type { ReadRecentDays } from '../recent-days.ts';

/** The page on which a reader says which papers they want. */
export function rulesRoutes(deps: WebDeps, recentDays: ReadRecentDays): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  routes.get('/:key/rules', async c => {
    const reader = await findReader(c.req.param('key'), deps);
    if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
    return c.html(rulesPage(site, { reader, form: formOf(chosenPapers(reader.preferences)) }));
  });

  routes.post('/:key/rules', async c => {
    const key = c.req.param('key');
    const fields = await readForm(c);
    const action = readRulesFormAction(fields);
    return action.kind === 'save' ? save(c, key, fields) : preview(c, key, fields, action);
  });

  return routes;

  async function save(c: WebContext, key: string, fields: Fields) {
    const sentBy = (stored: Preferences) => readRulesForm(fields, formOf(chosenPapers(stored)));
    const change = await changeRules(key, stored => inputOf(sentBy(stored)), deps);
    if (change === undefined) return refuse(c, site, refusals.noSuchReader);
    const { reader } = change;
    switch (change.kind) {
      case 'saved':
        return c.html(rulesPage(site, { reader, form: formOf(change.chosen), answer: { kind: 'saved' } }));
      case 'not-valid':
        return c.html(rulesPage(site, { reader, form: sentBy(reader.preferences), answer: change }), 422);
      case 'inactive':
        return refuse(c, site, inactive(change.reader));
      default:
        return assertNever(change);
    }
  }

  /** Changes nothing: what was typed comes back with what it would bring. */
  async function preview(c: WebContext, key: string, fields: Fields, action: RulesFormAction) {
    const reader = await findReader(key, deps);
    if (reader === undefined) return refuse(c, site, refusals.noSuchReader);
    if (!isSubscribed(reader)) return refuse(c, site, inactive(reader));
    const form = applyAction(readRulesForm(fields, formOf(chosenPapers(reader.preferences))), action);
    const read = readChosenPapers(inputOf(form), reader.preferences);
    if (!read.ok)
      return c.html(
        rulesPage(site, { reader, form, answer: { kind: 'not-valid', problems: read.problems } }),
        422,
      );
    const weekly = reader.preferences.frequency === 'weekly';
    const preview = previewRules({ ...read.chosen, weekly }, await recentDays());
    return c.html(
      rulesPage(site, { reader, form, answer: { kind: 'previewed', preview, changed: changeWords(action) } }),
    );
  }
}

function changeWords(action: RulesFormAction): string | undefined {
  switch (action.kind) {
    case 'add':
      return `“${action.term}” is among your terms now.`;
    case 'remove':
      return `“${action.term}” is taken out.`;
    case 'save':
    case 'preview':
      return undefined;
    default:
      return assertNever(action);
  }
}

type Fields = Readonly<Record<string, unknown>>;
