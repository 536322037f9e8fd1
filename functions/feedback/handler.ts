import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { createDynamoClient } from '../../shared/platform/aws-clients.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { createLog } from '../../shared/platform/log.ts';
import { processBatch } from '../../shared/platform/sqs-batch.ts';
import { createSubscribersStore } from '../../shared/subscribers/store.ts';
import { parseSesEvent } from './ses-event.ts';
import { feedbackSettings } from './settings.ts';
import type { TakeInDeps } from './take-in.ts';
import { takeIn } from './take-in.ts';

const log = createLog({ function: 'feedback' });
let deps: TakeInDeps | undefined;

function createDeps(): TakeInDeps {
  const settings = readEnvironment(feedbackSettings);
  const dynamo = createDynamoClient();
  return {
    ledger: createLedgerStore(dynamo, settings.DELIVERIES_TABLE),
    subscribers: createSubscribersStore(dynamo, settings.SUBSCRIBERS_TABLE),
    clock: systemClock,
  };
}

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  deps ??= createDeps();
  const ready = deps;
  return processBatch(event, log, async record => {
    const sesEvent = parseSesEvent(record.body);
    const outcome = await takeIn(sesEvent, ready);
    log.info('took in an event', { type: sesEvent.type, tag: sesEvent.tag.kind, ...outcome });
    return 'done';
  });
}
