import type { SQSRecord } from 'aws-lambda';
import type { Queue } from '../../shared/platform/sqs.ts';

/** Well below the queue's maxReceiveCount of 10, so that waiting leaves receives to spare for real failures. */
const renewAfterReceives = 5;

/**
 * Leaves a job for later without letting the wait count as a failure: the message hides on the queue, and after some
 * receives a fresh copy takes its place. A copy is harmless, for the ledger knows the digest and not the message.
 */
export async function putOff(record: SQSRecord, seconds: number, digests: Queue): Promise<'done' | 'again'> {
  if (Number(record.attributes.ApproximateReceiveCount) >= renewAfterReceives) {
    await digests.send([record.body], { delaySeconds: Math.ceil(seconds) });
    return 'done';
  }
  await digests.hide(record.receiptHandle, seconds);
  return 'again';
}
