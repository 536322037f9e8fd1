import { randomBytes } from 'node:crypto';
import { handle } from 'hono/aws-lambda';
import project from '../../package.json' with { type: 'json' };
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { createPapersReader } from '../../shared/papers/archive-store.ts';
import { createDynamoClient, createSesClient } from '../../shared/platform/aws-clients.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { createLog } from '../../shared/platform/log.ts';
import { createMailSender } from '../../shared/platform/ses.ts';
import { createAllowancesStore } from '../../shared/subscribers/allowances-store.ts';
import { createFormerLinksStore } from '../../shared/subscribers/former-links-store.ts';
import { createSubscribersStore } from '../../shared/subscribers/store.ts';
import { createApp } from './app.ts';
import { webSettings } from './settings.ts';

/** In milliseconds: well under the API's own limit, so that a silent SES still gets the reader an answer. */
const sesTimeout = 8_000;

const settings = readEnvironment(webSettings);
const dynamo = createDynamoClient();

const app = createApp({
  archive: createPapersReader(dynamo, settings.PAPERS_TABLE),
  subscribers: createSubscribersStore(dynamo, settings.SUBSCRIBERS_TABLE),
  formerLinks: createFormerLinksStore(dynamo, settings.SUBSCRIBERS_TABLE),
  allowances: createAllowancesStore(dynamo, settings.SUBSCRIBERS_TABLE),
  ledger: createLedgerStore(dynamo, settings.DELIVERIES_TABLE),
  sender: {
    mails: createMailSender(createSesClient(sesTimeout)),
    name: settings.SENDER_NAME,
    address: settings.SENDER_ADDRESS,
    configurationSet: settings.CONFIGURATION_SET,
  },
  site: {
    name: settings.SENDER_NAME,
    webUrl: settings.WEB_URL,
    postalAddress: settings.POSTAL_ADDRESS,
    settleMinute: settings.SETTLE_MINUTE,
  },
  signUpMaxima: {
    perClientPerHour: settings.SIGN_UPS_PER_CLIENT_PER_HOUR,
    perHour: settings.SIGN_UPS_PER_HOUR,
  },
  clock: systemClock,
  randomBytes,
  log: createLog({ function: 'web', stage: settings.STAGE }),
  version: project.version,
});

// eslint-disable-next-line @typescript-eslint/no-deprecated -- hono 4's own adapter; a package of its own only from hono 5 on.
export const handler = handle(app);
