import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createRunsStore } from '../../shared/deliveries/runs-store.ts';
import { parseJob, sliceJobSchema } from '../../shared/jobs.ts';
import { createDynamoClient, createSqsClient } from '../../shared/platform/aws-clients.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { createLog } from '../../shared/platform/log.ts';
import { createMetrics } from '../../shared/platform/metrics.ts';
import { createQueue } from '../../shared/platform/sqs.ts';
import { processBatch } from '../../shared/platform/sqs-batch.ts';
import { createSlotsStore } from '../../shared/subscribers/slots-store.ts';
import { fanOut } from './fan-out.ts';
import { fanOutSettings } from './settings.ts';

const log = createLog({ function: 'fan-out' });
let deps: ReturnType<typeof createDeps> | undefined;

function createDeps() {
  const settings = readEnvironment(fanOutSettings);
  const dynamo = createDynamoClient();
  const sqs = createSqsClient();
  return {
    readers: createSlotsStore(dynamo, settings.SUBSCRIBERS_TABLE),
    runs: createRunsStore(dynamo, settings.DELIVERIES_TABLE),
    slices: createQueue(sqs, settings.SLICES_QUEUE_URL),
    digests: createQueue(sqs, settings.DIGESTS_QUEUE_URL),
    metrics: createMetrics(settings.STAGE, systemClock),
  };
}

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  deps ??= createDeps();
  const ready = deps;
  let due = 0;
  const response = await processBatch(event, log, async record => {
    const job = parseJob(sliceJobSchema, record.body);
    const outcome = await fanOut(job, () => context.getRemainingTimeInMillis(), ready);
    log.info('fanned out', { run: job.run, slot: job.slot, ...outcome });
    due += outcome.due;
    return 'done';
  });
  deps.metrics.put({ DigestsDue: due });
  return response;
}
