import { Duration } from 'aws-cdk-lib';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { feedbackSettings } from '../../functions/feedback/settings.ts';
import { feedbackConcurrency } from '../concurrency.ts';
import { HouseFunction } from './house-function.ts';
import { HouseQueue } from './house-queue.ts';
import { feedFromQueue } from './queue-events.ts';
import { allowTable } from './table-access.ts';
import { stageDefaults, type UnitProps } from './unit.ts';

/** Turns what SES says about mails into the state of deliveries and readers. */
export class Feedback extends Construct {
  /** The `feedback` queue; only the topic of mail events and `send-events` may write to it. */
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  readonly function: NodejsFunction;

  constructor(scope: Construct, id: string, { settings, state }: UnitProps) {
    super(scope, id);
    const timeout = Duration.seconds(settings.timing.feedbackTimeoutSeconds);
    // A bounce may overtake the mailer's own note of the mail, which would then cost another write.
    const batchingWindow = Duration.seconds(settings.timing.eventsWindowSeconds);
    const events = new HouseQueue(this, 'Events', { consumerTimeout: timeout, batchingWindow });
    this.queue = events.queue;
    this.deadLetterQueue = events.deadLetterQueue;
    this.function = new HouseFunction(this, 'Function', {
      folder: 'feedback',
      description: 'Turns SES events into ledger and subscriber state',
      settings: feedbackSettings,
      environment: {
        SUBSCRIBERS_TABLE: state.subscribers.tableName,
        DELIVERIES_TABLE: state.deliveries.tableName,
      },
      timeout,
      memorySize: 256,
      ...stageDefaults(settings),
    }).function;
    allowTable(this.function, state.subscribers, ['UpdateItem']);
    allowTable(this.function, state.deliveries, ['GetItem', 'PutItem']);
    feedFromQueue(this.function, {
      queue: this.queue,
      batchSize: 10,
      batchingWindow,
      maxConcurrency: feedbackConcurrency,
    });
    state.mailEvents.addSubscription(
      new SqsSubscription(this.queue, { rawMessageDelivery: true, deadLetterQueue: this.deadLetterQueue }),
    );
  }
}
