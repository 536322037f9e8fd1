import { type Delivery, mayHaveArrived } from '../../shared/deliveries/delivery.ts';
import { dueInstant } from '../../shared/deliveries/run.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { previousDigest } from './due-digests.ts';

/**
 * Two digests of one reader may be worked on at one time, after a stop above all. Neither sees the other's claim when
 * it chooses its papers, so whoever may have such a rival looks once more after its own claim: of two that do, at least
 * one sees the other.
 */

/** Once dispatch is so far past a digest's own run, it is late enough to meet the reader's next one. */
const lateAfter = 2 * 3_600_000;

export interface Claim {
  readonly run: string;
  readonly reader: Subscriber;
  /** The reader's other lines, as they were when the papers were chosen. */
  readonly past: readonly Delivery[];
  readonly dispatchedThrough: Date | undefined;
}

/** Whether another digest of the reader may be worked on now. On time and with the last one done with, none is. */
export function mayHaveRival({ run, reader, past, dispatchedThrough }: Claim): boolean {
  const dueAt = dueInstant(run);
  if (past.some(isUndecided)) return true;
  if (dispatchedThrough !== undefined && dispatchedThrough.getTime() - dueAt.getTime() >= lateAfter)
    return true;
  const previous = previousDigest(reader, dueAt);
  return previous !== undefined && !past.some(({ digest }) => digest === previous.key);
}

/** A digest that has claimed some of the same papers since the choice was made. */
export function findRival(
  claimed: Delivery,
  past: readonly Delivery[],
  now: readonly Delivery[],
): Delivery | undefined {
  const papers = new Set(claimed.papers);
  return now.find(
    line =>
      line.digest !== claimed.digest &&
      mayHaveArrived(line) &&
      line.papers.some(paper => papers.has(paper)) &&
      !past.some(
        known => known.digest === line.digest && known.attempt === line.attempt && mayHaveArrived(known),
      ),
  );
}

function isUndecided({ status }: Delivery): boolean {
  return status === 'due' || status === 'sending' || status === 'unknown';
}
