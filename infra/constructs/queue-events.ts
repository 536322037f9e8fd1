import { type Duration, Validations } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

export interface QueueEvents {
  readonly queue: IQueue;
  readonly batchSize: number;
  /**
   * How many batches are worked on at once; SQS allows no fewer than 2. Not reserved concurrency, which pollers do not
   * heed: refused messages would drift to the dead letters. @default as many as Lambda finds right
   */
  readonly maxConcurrency?: number;
  /** How long to wait for a batch to fill. @default no time */
  readonly batchingWindow?: Duration;
}

/** Feeds the queue's messages to the function, which answers with the messages that failed. */
export function feedFromQueue(consumer: NodejsFunction, events: QueueEvents): void {
  const source = new SqsEventSource(events.queue, {
    batchSize: events.batchSize,
    reportBatchItemFailures: true,
    ...(events.maxConcurrency !== undefined && { maxConcurrency: events.maxConcurrency }),
    ...(events.batchingWindow && { maxBatchingWindow: events.batchingWindow }),
  });
  consumer.addEventSource(source);
  Validations.of(consumer).acknowledge({
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason:
      'For streams. What fails too often here goes to the dead-letter queue by the redrive policy of its queue.',
  });
}
