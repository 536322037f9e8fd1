import type { MetricValues } from '../../shared/platform/metrics.ts';
import type { JobResult } from './record-outcome.ts';

/** What an invocation did to digests, as metrics. A job whose digest had its outcome before counts nowhere. */
export function countResults(results: readonly JobResult[]): MetricValues {
  const count = (matches: (result: JobResult) => boolean) => results.filter(matches).length;
  const ended = (status: 'sent' | 'skipped' | 'failed') =>
    count(result => result.kind === 'done' && result.outcome !== 'already' && result.status === status);
  return {
    DigestsSent: ended('sent'),
    DigestsSkipped: ended('skipped'),
    DigestsFailed: ended('failed'),
    OutcomesUnanswered: count(result => result.kind === 'wait' && result.unanswered === true),
  };
}
