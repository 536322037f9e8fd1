import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { parseSesEvent } from '../../shared/deliveries/ses-event.ts';
import { createDynamoClient } from '../../shared/platform/aws-clients.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { createLog } from '../../shared/platform/log.ts';
import { createMetrics } from '../../shared/platform/metrics.ts';
import { processBatch } from '../../shared/platform/sqs-batch.ts';
import { createSubscribersStore } from '../../shared/subscribers/store.ts';
import { oldestFailure } from './oldest-failure.ts';
import { feedbackSettings } from './settings.ts';
import { takeIn } from './take-in.ts';

const log = createLog({ function: 'feedback' });
let deps: ReturnType<typeof createDeps> | undefined;

function createDeps() {
  const settings = readEnvironment(feedbackSettings);
  const dynamo = createDynamoClient();
  return {
    ledger: createLedgerStore(dynamo, settings.DELIVERIES_TABLE),
    subscribers: createSubscribersStore(dynamo, settings.SUBSCRIBERS_TABLE),
    clock: systemClock,
    metrics: createMetrics(settings.STAGE, systemClock),
  };
}

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  deps ??= createDeps();
  const ready = deps;
  let bounced = 0;
  let complained = 0;
  let unchanged = 0;
  const response = await processBatch(event, log, async record => {
    const sesEvent = parseSesEvent(record.body);
    const outcome = await takeIn(sesEvent, ready);
    // What says nothing new is counted, not told.
    if (outcome.ledger === 'unchanged' && !outcome.suppressed) unchanged += 1;
    else log.info('took in an event', { type: sesEvent.type, tag: sesEvent.tag.kind, ...outcome });
    if (sesEvent.event?.kind === 'bounced') bounced += 1;
    if (sesEvent.event?.kind === 'complained') complained += 1;
    return 'done';
  });
  log.info('took in events', { events: event.Records.length, unchanged });
  ready.metrics.put({
    MailsBounced: bounced,
    MailsComplained: complained,
    FailedEventSeconds: oldestFailure(event.Records, response, ready.clock()),
  });
  return response;
}
