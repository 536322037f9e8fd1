import type { RunsStore } from '../../shared/deliveries/runs-store.ts';
import type { DigestJob, SliceJob } from '../../shared/jobs.ts';
import type { Queue } from '../../shared/platform/sqs.ts';
import type { SlotsStore } from '../../shared/subscribers/slots-store.ts';
import { dueReaders } from './due-readers.ts';

export interface FanOutDeps {
  readonly readers: Pick<SlotsStore, 'pageSlot'>;
  readonly runs: Pick<RunsStore, 'addToManifest' | 'finishSlice'>;
  readonly slices: Queue;
  readonly digests: Queue;
}

export interface FanOutOutcome {
  readonly readers: number;
  readonly due: number;
  /** False when the rest was queued as a slice of its own. */
  readonly finished: boolean;
}

/** A slice of which its run knows nothing. It goes to the dead-letter queue: dispatch opens a run before it queues one. */
export class UnknownSliceError extends Error {
  override readonly name = 'UnknownSliceError';
}

/** Readers to a page and to a manifest item: 33 kB of ids, a twelfth of what an item may hold. */
const pageSize = 1_000;
/** A page takes about a second; what may start with less than this left is queued as a slice of its own. */
const reserveMilliseconds = 20_000;

/**
 * Queues one digest job for every reader of a slice who is due. A page's readers are in the manifest before they are
 * in the queue, so that nobody can be lost without the account showing it; a repeated slice queues them again.
 */
export async function fanOut(
  job: SliceJob,
  remaining: () => number,
  deps: FanOutDeps,
): Promise<FanOutOutcome> {
  let after = job.after;
  let readers = 0;
  let due = 0;
  for (;;) {
    const page = await deps.readers.pageSlot(job.slot, { limit: pageSize, ...(after && { after }) });
    readers += page.readers.length;
    for (const [digest, subscribers] of dueReaders(page.readers, job.localDate)) {
      due += subscribers.length;
      await deps.runs.addToManifest(job.run, job.slot, after ?? 'first', digest, subscribers);
      await deps.digests.send(subscribers.map(subscriber => digestJob(job.run, subscriber, digest)));
    }
    if (page.next === undefined) break;
    after = page.next;
    if (remaining() < reserveMilliseconds) {
      await deps.slices.send([JSON.stringify({ ...job, after } satisfies SliceJob)]);
      return { readers, due, finished: false };
    }
  }
  if (!(await deps.runs.finishSlice(job.run, job.slot))) {
    throw new UnknownSliceError(`the run ${job.run} has no slice ${job.slot}: dispatch did not queue this`);
  }
  return { readers, due, finished: true };
}

function digestJob(run: string, subscriber: string, digest: string): string {
  return JSON.stringify({ version: 1, kind: 'digest', run, subscriber, digest } satisfies DigestJob);
}
