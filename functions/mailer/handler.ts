import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { digestJobSchema, parseJob } from '../../shared/jobs.ts';
import { processBatch } from '../../shared/platform/sqs-batch.ts';
import { countResults } from './count-results.ts';
import { createMailer } from './create-mailer.ts';
import { createGate } from './gate.ts';
import { putOff } from './put-off.ts';
import type { JobResult } from './record-outcome.ts';
import { sendDigest } from './send-digest.ts';

let mailer: ReturnType<typeof createMailer> | undefined;

/** A send takes seconds at the most; what would start with less than this left goes back to the queue. */
const reserveMilliseconds = 25_000;

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  mailer ??= createMailer();
  const { log, metrics, digests, gateDeps, sendDeps } = mailer;
  const gate = createGate(gateDeps);
  const deps = { ...sendDeps, gate };
  const results: JobResult[] = [];
  const response = await processBatch(event, log, async record => {
    if (context.getRemainingTimeInMillis() < reserveMilliseconds) return putOff(record, 1, digests);
    const job = parseJob(digestJobSchema, record.body);
    const result = await sendDigest(job, deps);
    results.push(result);
    log.info('worked on a digest', {
      run: job.run,
      subscriber: job.subscriber,
      digest: job.digest,
      ...result,
    });
    return result.kind === 'done' ? 'done' : putOff(record, result.seconds, digests);
  });
  metrics.put({ ...countResults(results), ...gate.metrics() });
  return response;
}
