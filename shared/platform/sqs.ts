import { randomUUID } from 'node:crypto';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { ChangeMessageVisibilityCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';

/** SQS's own limits. */
const batchSize = 10;
const longestWaitSeconds = 12 * 60 * 60;
const longestDelaySeconds = 15 * 60;

/** A batch of which SQS refused entries. Sending all of it again is safe: every consumer takes repeats. */
export class SendBatchError extends Error {
  override readonly name = 'SendBatchError';
}

export interface Queue {
  /** Sends bodies in batches of ten; resolves when SQS has all of them, throws SendBatchError otherwise. */
  send(bodies: readonly string[], options?: { delaySeconds?: number }): Promise<void>;
  /** Hides a received message for so long (at most the 12 h that SQS allows, counted from its receipt). */
  hide(receiptHandle: string, seconds: number): Promise<void>;
}

export function createQueue(client: SQSClient, url: string): Queue {
  return {
    async send(bodies, { delaySeconds = 0 } = {}) {
      for (let start = 0; start < bodies.length; start += batchSize) {
        await sendBatch(
          client,
          url,
          bodies.slice(start, start + batchSize),
          Math.min(delaySeconds, longestDelaySeconds),
        );
      }
    },
    async hide(receiptHandle, seconds) {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: url,
          ReceiptHandle: receiptHandle,
          // A minute less than the limit, which counts from the receipt and not from this call.
          VisibilityTimeout: Math.max(0, Math.min(Math.ceil(seconds), longestWaitSeconds - 60)),
        }),
      );
    },
  };
}

async function sendBatch(
  client: SQSClient,
  url: string,
  bodies: readonly string[],
  delaySeconds: number,
): Promise<void> {
  let entries = bodies.map(MessageBody => ({ Id: randomUUID(), MessageBody, DelaySeconds: delaySeconds }));
  // A batch may be accepted in part; what SQS could not take is tried once more before the caller hears of it.
  for (let attempt = 1; entries.length > 0; attempt += 1) {
    const { Failed: failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }),
    );
    if (failed.length > 0 && attempt === 2) {
      throw new SendBatchError(
        `SQS refused ${failed.length} of ${bodies.length} messages: ${failed[0]?.Code ?? 'no code'}`,
      );
    }
    const refused = new Set(failed.map(entry => entry.Id));
    entries = entries.filter(entry => refused.has(entry.Id));
  }
}
