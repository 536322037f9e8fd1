import type { Delivery, DeliveryStatus } from '../../shared/deliveries/delivery.ts';
import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { noteEvent } from '../../shared/deliveries/note-event.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { assertNever } from '../../shared/platform/never.ts';
import type { SendOutcome } from '../../shared/platform/ses.ts';
import type { Gate } from './gate.ts';
import { backoff, spread, type Waits } from './waits.ts';

/** What becomes of the job: done with, or to be looked at again in so many seconds. */
export type JobResult =
  | { readonly kind: 'done'; readonly outcome: string; readonly status: DeliveryStatus }
  | {
      readonly kind: 'wait';
      readonly seconds: number;
      readonly reason: string;
      /** SES was asked and did not answer. @default false */
      readonly unanswered?: boolean;
    };

export function wait(seconds: number, reason: string): JobResult {
  return { kind: 'wait', seconds, reason };
}

export interface RecordOutcomeDeps {
  readonly ledger: Pick<LedgerStore, 'get' | 'replace'>;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly random: () => number;
  readonly graceSeconds: number;
  readonly waits: Waits;
}

/**
 * How often a mail is handed to SES before a refusal that we do not understand counts for good. They are some five
 * minutes apart after the first few: two and a half hours, so that `IncompleteRuns` rings before anything is given up.
 */
const mostAttempts = 36;

/** Writes down what SES said about a claimed digest, and says what becomes of its job. */
export async function recordOutcome(
  claimed: Delivery,
  outcome: SendOutcome,
  probe: boolean,
  deps: RecordOutcomeDeps,
): Promise<JobResult> {
  const put = (status: 'due' | 'unknown' | 'failed', reason: string, seconds?: number) =>
    deps.ledger.replace(claimed, moveTo(status, claimed, reason, deps.clock(), seconds));
  const fail = async (reason: string): Promise<JobResult> => {
    await put('failed', reason);
    return { kind: 'done', outcome: `failed: ${reason}`, status: 'failed' };
  };
  switch (outcome.kind) {
    case 'accepted':
      await noteEvent(claimed, { kind: 'accepted', messageId: outcome.messageId }, deps, claimed);
      await deps.gate.accepted(probe);
      return { kind: 'done', outcome: 'sent', status: 'sent' };
    case 'unanswered':
      await put('unknown', outcome.reason, deps.graceSeconds);
      return { kind: 'wait', seconds: deps.graceSeconds, reason: outcome.reason, unanswered: true };
    case 'throttled':
    case 'refused': {
      if (outcome.kind === 'refused' && claimed.attempt >= mostAttempts) return fail(outcome.reason);
      const seconds = backoff(claimed.attempt, deps.waits.longestBackoffSeconds, deps.random);
      await put('due', outcome.reason, seconds);
      return wait(seconds, outcome.reason);
    }
    case 'rejected':
      return fail(outcome.reason);
    case 'quota-spent':
    case 'sending-stopped': {
      const { probeSeconds, quotaProbeSeconds } = deps.waits;
      const seconds = outcome.kind === 'quota-spent' ? quotaProbeSeconds : probeSeconds;
      await put('due', outcome.reason, seconds);
      await deps.gate.stop(outcome.reason, seconds);
      return wait(spread(seconds, deps.random), outcome.reason);
    }
    default:
      return assertNever(outcome);
  }
}

function moveTo(
  status: 'due' | 'unknown' | 'failed',
  claimed: Delivery,
  reason: string,
  now: Date,
  seconds?: number,
): Delivery {
  const { until: _lease, ...rest } = claimed;
  const until =
    seconds === undefined ? {} : { until: new Date(now.getTime() + seconds * 1_000).toISOString() };
  return { ...rest, status, reason, ...until, updatedAt: now.toISOString() };
}
