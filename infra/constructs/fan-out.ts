import { Duration } from 'aws-cdk-lib';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { fanOutSettings } from '../../functions/fan-out/settings.ts';
import { fanOutConcurrency } from '../concurrency.ts';
import { HouseFunction } from './house-function.ts';
import { HouseQueue } from './house-queue.ts';
import { allowQueueing } from './queue-access.ts';
import { feedFromQueue } from './queue-events.ts';
import { allowIndex, allowTable, subscribersBySlot } from './table-access.ts';
import { stageDefaults, type UnitProps } from './unit.ts';

export interface FanOutProps extends UnitProps {
  readonly digests: IQueue;
}

/** Turns each slice into one digest job per reader, and writes down whom it queued. */
export class FanOut extends Construct {
  /** The `slices` queue. */
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly function: NodejsFunction;

  constructor(scope: Construct, id: string, { settings, state, digests }: FanOutProps) {
    super(scope, id);
    const timeout = Duration.seconds(settings.timing.fanOutTimeoutSeconds);
    const slices = new HouseQueue(this, 'Slices', { consumerTimeout: timeout });
    this.queue = slices.queue;
    this.deadLetterQueue = slices.deadLetterQueue;
    this.function = new HouseFunction(this, 'Function', {
      folder: 'fan-out',
      description: "Pages through a slice's readers and queues one digest job each",
      settings: fanOutSettings,
      environment: {
        SUBSCRIBERS_TABLE: state.subscribers.tableName,
        DELIVERIES_TABLE: state.deliveries.tableName,
        SLICES_QUEUE_URL: this.queue.queueUrl,
        DIGESTS_QUEUE_URL: digests.queueUrl,
      },
      timeout,
      // A slice goes on in a next message, some hundred pages later, as often as it takes.
      feedsItself: true,
      ...stageDefaults(settings),
    }).function;
    allowIndex(this.function, state.subscribers, subscribersBySlot);
    allowTable(this.function, state.deliveries, ['UpdateItem']);
    // Its own queue too: a slice that takes longer than the timeout goes on in a next message.
    allowQueueing(this.function, this.queue);
    allowQueueing(this.function, digests);
    feedFromQueue(this.function, { queue: this.queue, batchSize: 1, maxConcurrency: fanOutConcurrency });
  }
}
