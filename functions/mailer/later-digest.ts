import type { Delivery } from '../../shared/deliveries/delivery.ts';
import { firstDate } from '../../shared/deliveries/digest-key.ts';
import { dueInstant, runId } from '../../shared/deliveries/run.ts';
import type { RunsStore } from '../../shared/deliveries/runs-store.ts';
import type { DigestJob } from '../../shared/jobs.ts';
import { slotOf } from '../../shared/subscribers/slots.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { dueDigests } from './due-digests.ts';

export interface LaterDigestDeps {
  readonly runs: Pick<RunsStore, 'isDue'>;
}

/** A digest that is worked on, and how far dispatch has come meanwhile. */
interface Waiting {
  readonly job: DigestJob;
  readonly reader: Subscriber;
  /** The reader's other lines in the ledger. */
  readonly past: readonly Delivery[];
  readonly dispatchedThrough: Date | undefined;
}

/**
 * Whether a digest that came due after this one is on its way to the reader, or has been: then that one brings what this
 * one would have, and one mail is enough. It has a line in the ledger, or fan-out has it in a manifest; that the
 * preferences ask for it is not enough, for dispatch leaves out what it missed by more than a day, and a reader may have
 * chosen the hour when it was over. A digest under the same key, at another hour of the same date, is this one.
 */
export async function hasLaterDigest(
  { job, reader, past, dispatchedThrough }: Waiting,
  { runs }: LaterDigestDeps,
): Promise<boolean> {
  if (past.some(line => isLater(line, job))) return true;
  if (dispatchedThrough === undefined) return false;
  const due = dueDigests(reader.preferences, new Date(dueInstant(job.run).getTime() - 1), dispatchedThrough)
    .map(({ key, at }) => ({ digest: key, run: runId(at) }))
    .filter(digest => isLater(digest, job));
  for (const { digest, run } of due.toReversed())
    if (await runs.isDue(run, slotOf(reader), { subscriber: job.subscriber, digest })) return true;
  return false;
}

type DueIn = Pick<Delivery, 'run' | 'digest'>;

/** By the due instant, and where a zone loses a date and two digests are due at one, by the date. */
function isLater(digest: DueIn, than: DueIn): boolean {
  if (digest.digest === than.digest) return false;
  const apart = dueInstant(digest.run).getTime() - dueInstant(than.run).getTime();
  return apart === 0 ? firstDate(digest.digest) > firstDate(than.digest) : apart > 0;
}
