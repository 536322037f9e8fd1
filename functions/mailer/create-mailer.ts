import { createBreakerStore } from '../../shared/deliveries/breaker-store.ts';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { createRunsStore } from '../../shared/deliveries/runs-store.ts';
import { createPapersReader } from '../../shared/papers/archive-store.ts';
import { createDynamoClient, createSesClient, createSqsClient } from '../../shared/platform/aws-clients.ts';
import { sleep, systemClock } from '../../shared/platform/clock.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { createLog } from '../../shared/platform/log.ts';
import { createMetrics } from '../../shared/platform/metrics.ts';
import { createMailSender } from '../../shared/platform/ses.ts';
import { createQueue } from '../../shared/platform/sqs.ts';
import { createSubscribersStore } from '../../shared/subscribers/store.ts';
import { createListings } from './listings.ts';
import { createPacer } from './pacer.ts';
import { createQuota } from './quota.ts';
import { rememberCheckpoint } from './remember-checkpoint.ts';
import { mailerSettings } from './settings.ts';

/** Everything the mailer keeps between invocations, built once per cold start. */
export function createMailer() {
  const settings = readEnvironment(mailerSettings);
  const dynamo = createDynamoClient();
  const sesTimeout = settings.SES_TIMEOUT_SECONDS * 1_000;
  const sender = createMailSender(createSesClient(sesTimeout));
  const waits = {
    probeSeconds: settings.PROBE_SECONDS,
    quotaProbeSeconds: settings.QUOTA_PROBE_SECONDS,
    longestBackoffSeconds: settings.LONGEST_BACKOFF_SECONDS,
  };
  const log = createLog({ function: 'mailer' });
  const clock = systemClock;
  return {
    log,
    metrics: createMetrics(settings.STAGE, clock),
    digests: createQueue(createSqsClient(), settings.DIGESTS_QUEUE_URL),
    gateDeps: {
      breaker: createBreakerStore(dynamo, settings.DELIVERIES_TABLE),
      quota: createQuota(sender, clock, log),
      clock,
      log,
      concurrency: settings.CONCURRENCY,
      quotaReserve: settings.QUOTA_RESERVE_PERCENT / 100,
      waits,
    },
    sendDeps: {
      subscribers: createSubscribersStore(dynamo, settings.SUBSCRIBERS_TABLE),
      ledger: createLedgerStore(dynamo, settings.DELIVERIES_TABLE),
      runs: rememberCheckpoint(createRunsStore(dynamo, settings.DELIVERIES_TABLE), clock),
      listings: createListings(createPapersReader(dynamo, settings.PAPERS_TABLE), clock),
      sender,
      pacer: createPacer(clock, sleep),
      clock,
      random: Math.random,
      identity: {
        webUrl: settings.WEB_URL,
        senderName: settings.SENDER_NAME,
        postalAddress: settings.POSTAL_ADDRESS,
        from: { name: settings.SENDER_NAME, address: settings.SENDER_ADDRESS },
        listId: settings.LIST_ID,
      },
      configurationSet: settings.CONFIGURATION_SET,
      graceSeconds: settings.UNKNOWN_GRACE_SECONDS,
      waits,
      // SES's answer, and as much and half again for the tables before and after it.
      reserve: sesTimeout * 2.5,
      clockMarginSeconds: settings.CLOCK_MARGIN_SECONDS,
    },
  };
}

export type Mailer = ReturnType<typeof createMailer>;
