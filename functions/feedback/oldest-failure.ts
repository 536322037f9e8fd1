import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';

/** Of a message, what tells it and when it was put on the queue: milliseconds since the epoch, as text. */
interface Sent extends Pick<SQSRecord, 'messageId'> {
  readonly attributes: Pick<SQSRecord['attributes'], 'SentTimestamp'>;
}

/** Seconds since the oldest of a batch's failed messages was put on the queue; 0 when none failed. */
export function oldestFailure(
  messages: readonly Sent[],
  { batchItemFailures }: SQSBatchResponse,
  now: Date,
): number {
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const ages = messages
    .filter(({ messageId }) => failed.has(messageId))
    .map(({ attributes }) => (now.getTime() - Number(attributes.SentTimestamp)) / 1_000);
  return Math.round(Math.max(0, ...ages));
}
