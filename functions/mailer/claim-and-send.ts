import { type Delivery, lineOf } from '../../shared/deliveries/delivery.ts';
import { digestTagName, formatTag } from '../../shared/deliveries/delivery-tag.ts';
import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import type { DigestJob } from '../../shared/jobs.ts';
import type { MailSender } from '../../shared/platform/ses.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import type { Passage } from './gate.ts';
import type { MailIdentity, PreparedMail } from './prepare-mail.ts';
import { type JobResult, type RecordOutcomeDeps, recordOutcome, wait } from './record-outcome.ts';
import { findRival, mayHaveRival } from './rival.ts';
import { spread } from './waits.ts';

export interface ClaimAndSendDeps extends RecordOutcomeDeps {
  readonly ledger: Pick<LedgerStore, 'historyNow' | 'get' | 'replace'>;
  readonly sender: Pick<MailSender, 'send'>;
  readonly identity: Pick<MailIdentity, 'from'>;
  readonly configurationSet: string;
  /** Milliseconds until this invocation is ended by force. */
  readonly remaining: () => number;
  /** How far apart the clocks of two workers may be. */
  readonly clockMarginSeconds: number;
}

/** A mail that may be sent now. */
export interface ReadyMail {
  readonly job: DigestJob;
  /** Its line, as it was read. */
  readonly current: Delivery | undefined;
  readonly attempt: number;
  readonly reader: Subscriber;
  /** The reader's other lines, from the look-back's first date on, as they were when its papers were chosen. */
  readonly past: readonly Delivery[];
  readonly lookBackFrom: string;
  readonly dispatchedThrough: Date | undefined;
  readonly mail: PreparedMail & { readonly kind: 'mail' };
  readonly passage: Passage & { readonly kind: 'pass' };
}

/** By then a rival has heard from SES, or is late itself and gives way. */
const rivalSeconds = 15;

/** Claims a digest, hands its mail to SES unless another digest has claimed its papers meanwhile, and notes the answer. */
export async function claimAndSend(ready: ReadyMail, deps: ClaimAndSendDeps): Promise<JobResult> {
  const { job, current, reader, mail, passage } = ready;
  const claimed = lineOf(job, deps.clock(), {
    status: 'sending',
    attempt: ready.attempt,
    until: new Date(deps.clock().getTime() + leaseSeconds(deps) * 1_000).toISOString(),
    days: [...mail.days],
    papers: [...mail.papers],
    ...(mail.rising.length > 0 && { rising: [...mail.rising] }),
  });
  if (!(await deps.ledger.replace(current, claimed))) return contested(deps);
  if (await hasRival(claimed, ready, deps)) return giveWay(claimed, deps);
  const outcome = await deps.sender.send({
    raw: mail.raw,
    from: deps.identity.from.address,
    to: reader.email,
    configurationSet: deps.configurationSet,
    tags: { [digestTagName]: formatTag(claimed) },
  });
  return recordOutcome(claimed, outcome, passage.probe, deps);
}

async function hasRival(
  claimed: Delivery,
  { reader, past, lookBackFrom, dispatchedThrough }: ReadyMail,
  { ledger }: ClaimAndSendDeps,
): Promise<boolean> {
  if (!mayHaveRival({ run: claimed.run, reader, past, dispatchedThrough })) return false;
  const lines = await ledger.historyNow(claimed.subscriber, lookBackFrom);
  return findRival(claimed, past, lines) !== undefined;
}

/** The papers are chosen anew when the other digest has come to its end. */
async function giveWay(claimed: Delivery, { ledger, clock, random }: ClaimAndSendDeps): Promise<JobResult> {
  const seconds = spread(rivalSeconds, random);
  const reason = 'another digest of the reader is being sent';
  const now = clock();
  const until = new Date(now.getTime() + seconds * 1_000).toISOString();
  await ledger.replace(claimed, { ...claimed, status: 'due', reason, until, updatedAt: now.toISOString() });
  return wait(seconds, reason);
}

/** Another worker wrote first, moments ago; when a lease like ours would be over, the line tells what to do. */
export function contested(deps: Pick<ClaimAndSendDeps, 'remaining' | 'clockMarginSeconds'>): JobResult {
  return wait(leaseSeconds(deps), 'claimed by another');
}

/**
 * Lambda ends an invocation at its time, so nothing that was started under this lease goes on after it, whatever it
 * waited for; and by the margin, not even for a worker whose clock is ahead.
 */
function leaseSeconds({
  remaining,
  clockMarginSeconds,
}: Pick<ClaimAndSendDeps, 'remaining' | 'clockMarginSeconds'>): number {
  return remaining() / 1_000 + clockMarginSeconds;
}
