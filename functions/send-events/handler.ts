import type { FirehoseTransformationResult } from 'aws-lambda';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { createDynamoClient, createSqsClient } from '../../shared/platform/aws-clients.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { createLog } from '../../shared/platform/log.ts';
import { createQueue } from '../../shared/platform/sqs.ts';
import { answerRecords } from './answer-records.ts';
import { sendEventsSettings } from './settings.ts';

let deps: ReturnType<typeof createDeps> | undefined;

function createDeps() {
  const settings = readEnvironment(sendEventsSettings);
  return {
    ledger: createLedgerStore(createDynamoClient(), settings.DELIVERIES_TABLE),
    feedback: createQueue(createSqsClient(), settings.FEEDBACK_QUEUE_URL),
    clock: systemClock,
    log: createLog({ function: 'send-events' }),
  };
}

/**
 * The transformation of the stream of Send events. It drops every record, so that nothing personal is kept; a throw has
 * Firehose try the batch again, and keep it among what failed in the end.
 */
export async function handler(event: unknown): Promise<FirehoseTransformationResult> {
  deps ??= createDeps();
  return answerRecords(event, deps);
}
