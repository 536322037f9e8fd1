import { createHash } from 'node:crypto';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handlerWithLedger } from './with-ledger.ts';

/** Invocations of a process come one after the other, and so do the records of one. */
let key = '';

const handlerOfOne = handlerWithLedger(ledger => ({
  history: () => ledger.history(key, '0'),
  historyNow: () => ledger.historyNow(key, '0'),
  get: (_subscriber, digest) => ledger.get(key, digest),
  replace: (previous, next) => ledger.replace(previous, { ...next, subscriber: key }),
}));

/** Wrong: the ledger knows SQS's messages and not digests, as a library for idempotent handlers does unless told. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of event.Records) {
    key = createHash('md5').update(record.messageId).digest('hex');
    const response = await handlerOfOne({ Records: [record] }, context);
    batchItemFailures.push(...response.batchItemFailures);
  }
  return { batchItemFailures };
}
