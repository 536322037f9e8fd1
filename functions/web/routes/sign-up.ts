import { Hono } from 'hono';
import { assertNever } from '../../../shared/platform/never.ts';
import { readableAddress } from '../../../shared/subscribers/address.ts';
import type { WebDeps } from '../deps.ts';
import { clientAddress } from '../http/client-address.ts';
import { readForm } from '../http/read-body.ts';
import { refusals, tooMany } from '../http/refusals.ts';
import { refuse } from '../http/refuse.ts';
import type { WebEnv } from '../http/web-env.ts';
import { signUpPage } from '../pages/sign-up.ts';
import { signedUpPage } from '../pages/signed-up.ts';
import { readSignUp } from '../read-sign-up.ts';
import { signUp } from '../sign-up.ts';
import { addressRefused } from '../words.ts';

/** The sign-up form's target. */
export function signUpRoutes(deps: WebDeps): Hono<WebEnv> {
  const { site } = deps;
  const routes = new Hono<WebEnv>();

  // Where a browser lands that reloads the answer by its address.
  routes.get('/subscriptions', c => c.redirect('/#sign-up', 302));

  routes.post('/subscriptions', async c => {
    const fields = await readForm(c);
    const read = readSignUp(fields, deps.clock());
    if (!read.ok) return c.html(signUpPage(site, fields, read.problems), 422);
    const outcome = await signUp({ ...read, clientAddress: clientAddress(c) }, deps);
    switch (outcome.kind) {
      case 'answered':
        return c.html(
          signedUpPage(site, { typed: readableAddress(read.address.email), sender: deps.sender.address }),
        );
      case 'too-many':
        return refuse(c, site, tooMany(outcome.retryAfterSeconds));
      case 'undeliverable':
        return c.html(signUpPage(site, fields, { email: addressRefused }), 422);
      case 'not-sent':
        return refuse(c, site, refusals.notSent);
      default:
        return assertNever(outcome);
    }
  });

  return routes;
}
