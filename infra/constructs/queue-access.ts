import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Allows putting messages on the queue, singly or in batches, and nothing else. */
export function allowQueueing(grantee: IGrantable, queue: IQueue): void {
  Grant.addToPrincipal({
    grantee,
    actions: ['sqs:SendMessage'],
    resourceArns: [queue.queueArn],
  }).assertSuccess();
}
