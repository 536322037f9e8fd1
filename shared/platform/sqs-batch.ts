import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from './log.ts';

/**
 * Runs one record at a time, in order, and reports the failed ones by message id, so that one bad record never
 * repeats its neighbours. `process` resolves to `done` (delete the message) or `again` (leave it on the queue); a
 * throw counts as `again` and is logged.
 */
export async function processBatch(
  event: SQSEvent,
  log: Log,
  process: (record: SQSRecord) => Promise<'done' | 'again'>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of event.Records) {
    const outcome = await process(record).catch((error: unknown) => {
      log.error('record failed', error, { messageId: record.messageId });
      return 'again' as const;
    });
    if (outcome === 'again') batchItemFailures.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures };
}
