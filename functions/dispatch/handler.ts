import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { createRunsStore } from '../../shared/deliveries/runs-store.ts';
import { createDynamoClient, createSqsClient } from '../../shared/platform/aws-clients.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { createLog } from '../../shared/platform/log.ts';
import { createMetrics } from '../../shared/platform/metrics.ts';
import { createQueue } from '../../shared/platform/sqs.ts';
import { createSlotsStore } from '../../shared/subscribers/slots-store.ts';
import { auditRuns } from './audit-runs.ts';
import type { DispatchOutcome } from './dispatch.ts';
import { dispatch } from './dispatch.ts';
import { dispatchSettings } from './settings.ts';

const eventSchema = z.object({ scheduledTime: z.iso.datetime() });

let deps: ReturnType<typeof createDeps> | undefined;

function createDeps() {
  const settings = readEnvironment(dispatchSettings);
  const dynamo = createDynamoClient();
  return {
    readers: createSlotsStore(dynamo, settings.SUBSCRIBERS_TABLE),
    runs: createRunsStore(dynamo, settings.DELIVERIES_TABLE),
    ledger: createLedgerStore(dynamo, settings.DELIVERIES_TABLE),
    slices: createQueue(createSqsClient(), settings.SLICES_QUEUE_URL),
    log: createLog({ function: 'dispatch' }),
    metrics: createMetrics(settings.STAGE, systemClock),
  };
}

export async function handler(event: unknown, context: Context): Promise<DispatchOutcome> {
  deps ??= createDeps();
  const { scheduledTime } = eventSchema.parse(event);
  const outcome = await dispatch(new Date(scheduledTime), deps);
  const audit = await auditRuns(
    { from: new Date(outcome.from), to: new Date(outcome.to) },
    () => context.getRemainingTimeInMillis(),
    deps,
  );
  deps.log.info('dispatched', { ...outcome, ...audit });
  deps.metrics.put({
    IncompleteRuns: audit.incompleteRuns + outcome.leftOut,
    OutcomesUnknown: audit.outcomesUnknown,
  });
  return outcome;
}
