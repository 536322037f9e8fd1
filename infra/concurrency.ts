/** Slices worked on at once. Enough to queue a million readers within minutes; the mailer is what takes long. */
export const fanOutConcurrency = 5;
/** Batches of SES events worked on at once: few, for events come few, and each long poll is paid for. */
export const feedbackConcurrency = 2;
/** Ingest, dispatch and send-events, one each, and a reader or two on the web at the same moment. */
const besideQueues = 5;

/**
 * How many functions a stage wants to run at once. AWS gives an account 1,000, but a new one often no more than 10
 * (Lambda developer guide, "Lambda quotas").
 */
export function functionsAtOnce(mailerConcurrency: number): number {
  return mailerConcurrency + fanOutConcurrency + feedbackConcurrency + besideQueues;
}
