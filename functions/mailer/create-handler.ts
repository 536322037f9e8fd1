import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { digestJobSchema, parseJob } from '../../shared/jobs.ts';
import type { LogFields } from '../../shared/platform/log.ts';
import { processBatch } from '../../shared/platform/sqs-batch.ts';
import { countResults } from './count-results.ts';
import type { Mailer } from './create-mailer.ts';
import { createGate } from './gate.ts';
import { oldestWait } from './oldest-wait.ts';
import { putOff } from './put-off.ts';
import type { JobResult } from './record-outcome.ts';
import { type SendDigestDeps, sendDigest } from './send-digest.ts';

/** What an invocation adds to what its mailer keeps. */
type KeptDeps = Omit<SendDigestDeps, 'gate' | 'remaining'>;

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** The function of a mailer that `create` makes at the first invocation. */
export function createHandler(
  create: () => Omit<Mailer, 'sendDeps'> & { readonly sendDeps: KeptDeps },
): Handler {
  let mailer: ReturnType<typeof create> | undefined;
  return async (event, context) => {
    mailer ??= create();
    const { log, metrics, digests, gateDeps, sendDeps } = mailer;
    const gate = createGate(gateDeps);
    const remaining = () => context.getRemainingTimeInMillis();
    const deps = { ...sendDeps, gate, remaining };
    const results: JobResult[] = [];
    /** Runs of the jobs that have no outcome yet, by message: what throws stays here too. */
    const left = new Map<string, string>();
    const response = await processBatch(event, log, async record => {
      // What would start with less than this left goes back to the queue.
      if (remaining() < deps.reserve) return putOff(record, 1, digests);
      const job = parseJob(digestJobSchema, record.body);
      left.set(record.messageId, job.run);
      const result = await sendDigest(job, deps);
      results.push(result);
      if (result.kind === 'done') left.delete(record.messageId);
      log.info('worked on a digest', {
        run: job.run,
        subscriber: job.subscriber,
        digest: job.digest,
        ...tell(result),
      });
      return result.kind === 'done' ? 'done' : putOff(record, result.seconds, digests);
    });
    metrics.put({
      ...countResults(results),
      ...gate.metrics(),
      WaitingJobSeconds: oldestWait(left.values(), deps.clock()),
    });
    return response;
  };
}

/** What a mail's log line says of it, once: there is a line for every mail, and it is paid by its length. */
function tell(result: JobResult): LogFields {
  const { kind: _kind, ...told } = result;
  if (result.kind === 'wait' || result.outcome === 'already') return told;
  return { outcome: result.outcome };
}
