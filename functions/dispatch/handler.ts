import * as z from 'zod';
import { createRunsStore } from '../../shared/deliveries/runs-store.ts';
import { createDynamoClient, createSqsClient } from '../../shared/platform/aws-clients.ts';
import { readEnvironment } from '../../shared/platform/environment.ts';
import { createLog } from '../../shared/platform/log.ts';
import { createQueue } from '../../shared/platform/sqs.ts';
import { createSubscribersStore } from '../../shared/subscribers/store.ts';
import type { DispatchDeps, DispatchOutcome } from './dispatch.ts';
import { dispatch } from './dispatch.ts';
import { dispatchSettings } from './settings.ts';

const eventSchema = z.object({ scheduledTime: z.iso.datetime() });

let deps: DispatchDeps | undefined;

function createDeps(): DispatchDeps {
  const settings = readEnvironment(dispatchSettings);
  const dynamo = createDynamoClient();
  return {
    subscribers: createSubscribersStore(dynamo, settings.SUBSCRIBERS_TABLE),
    runs: createRunsStore(dynamo, settings.DELIVERIES_TABLE),
    slices: createQueue(createSqsClient(), settings.SLICES_QUEUE_URL),
    log: createLog({ function: 'dispatch' }),
  };
}

export async function handler(event: unknown): Promise<DispatchOutcome> {
  deps ??= createDeps();
  const { scheduledTime } = eventSchema.parse(event);
  const outcome = await dispatch(new Date(scheduledTime), deps);
  deps.log.info('dispatched', { ...outcome });
  return outcome;
}
