import type { Delivery } from '../../shared/deliveries/delivery.ts';
import { digestTagName, formatTag } from '../../shared/deliveries/delivery-tag.ts';
import { firstDate } from '../../shared/deliveries/digest-key.ts';
import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { nextStep } from '../../shared/deliveries/next-step.ts';
import { dueInstant } from '../../shared/deliveries/run.ts';
import type { DigestJob } from '../../shared/jobs.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { assertNever } from '../../shared/platform/never.ts';
import type { MailSender } from '../../shared/platform/ses.ts';
import type { SubscribersStore } from '../../shared/subscribers/store.ts';
import type { Gate } from './gate.ts';
import type { Listings } from './listings.ts';
import type { Pacer } from './pacer.ts';
import type { MailIdentity, PreparedMail } from './prepare-mail.ts';
import { prepareMail } from './prepare-mail.ts';
import type { JobResult } from './record-outcome.ts';
import { recordOutcome, wait } from './record-outcome.ts';
import { skipReason } from './skip-reason.ts';
import { spread, type Waits } from './waits.ts';

export interface SendDigestDeps {
  readonly subscribers: Pick<SubscribersStore, 'get'>;
  readonly ledger: Pick<LedgerStore, 'history' | 'get' | 'replace'>;
  readonly listings: Listings;
  readonly sender: Pick<MailSender, 'send'>;
  readonly gate: Gate;
  readonly pacer: Pacer;
  readonly clock: Clock;
  /** A number in [0, 1): spreads retries. */
  readonly random: () => number;
  readonly identity: MailIdentity;
  readonly configurationSet: string;
  /** How long an unanswered call may wait for its event before the mail is sent again. */
  readonly graceSeconds: number;
  readonly waits: Waits;
  /** Milliseconds until this invocation is ended by force. */
  readonly remaining: () => number;
  /** Milliseconds that one mail may take, SES's answer included: with less left, nothing is claimed. */
  readonly reserve: number;
  /** How far apart the clocks of two workers may be. */
  readonly clockMarginSeconds: number;
}

/**
 * How far back a digest looks for what the reader was mailed: Hugging Face lists a paper again within seven days
 * (reference: recorded pairs are six days apart), and two weeks of lines fit one read unit.
 */
const lookBackDays = 14;

/** Works on one digest job by the ledger's rules. A throw leaves the ledger in a state that a repeat goes on from. */
export async function sendDigest(job: DigestJob, deps: SendDigestDeps): Promise<JobResult> {
  const from = addDays(firstDate(job.digest), -lookBackDays);
  const history = await deps.ledger.history(job.subscriber, from);
  const current = history.find(delivery => delivery.digest === job.digest);
  const now = deps.clock();
  const step = nextStep(current, now);
  switch (step.kind) {
    case 'done':
      return { kind: 'done', outcome: 'already', status: current?.status ?? 'sent' };
    case 'wait':
      return wait((step.until.getTime() - now.getTime()) / 1_000, `${current?.status ?? 'due'} by another`);
    case 'suspect':
      return suspect(current, now, deps);
    case 'claim': {
      const past = history.filter(delivery => delivery.digest !== job.digest);
      return attempt(job, step.attempt, current, past, deps);
    }
    default:
      return assertNever(step);
  }
}

/** A worker's lease ran out: it may have died before or after SES took the mail. */
async function suspect(current: Delivery | undefined, now: Date, deps: SendDigestDeps): Promise<JobResult> {
  if (current === undefined) return wait(1, 'the line vanished');
  await deps.ledger.replace(current, {
    ...current,
    status: 'unknown',
    reason: 'the worker stopped before it noted an answer',
    until: new Date(now.getTime() + deps.graceSeconds * 1_000).toISOString(),
    updatedAt: now.toISOString(),
  });
  return { kind: 'wait', seconds: deps.graceSeconds, reason: 'unknown', unanswered: true };
}

async function attempt(
  job: DigestJob,
  number: number,
  current: Delivery | undefined,
  past: readonly Delivery[],
  deps: SendDigestDeps,
): Promise<JobResult> {
  const { subscriber: id, digest, run } = job;
  const line = (
    fields: Pick<Delivery, 'status' | 'attempt' | 'days' | 'papers'> & Partial<Delivery>,
  ): Delivery => ({
    version: 1,
    subscriber: id,
    digest,
    run,
    updatedAt: deps.clock().toISOString(),
    ...fields,
  });
  const skip = async (reason: string, days: readonly string[]): Promise<JobResult> => {
    // An unanswered call may still turn out to have sent these: its event then finds what was in the mail.
    const unanswered = current?.status === 'unknown' ? current : undefined;
    const skipped = line({
      status: 'skipped',
      attempt: current?.attempt ?? 0,
      reason,
      days: [...new Set([...(unanswered?.days ?? []), ...days])],
      papers: unanswered?.papers ?? [],
      ...(unanswered?.rising && { rising: unanswered.rising }),
    });
    const written = await deps.ledger.replace(current, skipped);
    return written ? { kind: 'done', outcome: `skipped: ${reason}`, status: 'skipped' } : contested(deps);
  };

  const subscriber = await deps.subscribers.get(id);
  const reason = skipReason(subscriber, dueInstant(run));
  if (subscriber === undefined || reason !== undefined) return skip(reason ?? 'unsubscribed', []);

  const passage = await deps.gate.ask();
  if (passage.kind === 'wait') return wait(spread(passage.seconds, deps.random), passage.reason);

  const dueOn = run.slice(0, 10);
  const catalogue = await deps.listings({ dueOn, knownAt: knownAt(job) });
  const due = { subscriber, digest, dueOn, past };
  const mail = await prepareMail(due, catalogue, deps.identity, deps.clock());
  if (mail.kind === 'quiet') return skip(mail.reason, mail.days);

  const inTime = await deps.pacer.turn(passage.perSecond, deps.remaining() - deps.reserve);
  if (!inTime || deps.remaining() < deps.reserve) return wait(1, 'no time left to send it');
  const claimed = line({
    status: 'sending',
    attempt: number,
    until: new Date(deps.clock().getTime() + leaseSeconds(deps) * 1_000).toISOString(),
    days: [...mail.days],
    papers: [...mail.papers],
    ...(mail.rising.length > 0 && { rising: [...mail.rising] }),
  });
  if (!(await deps.ledger.replace(current, claimed))) return contested(deps);
  const outcome = await deps.sender.send(messageFor(mail, subscriber.email, claimed, deps));
  return recordOutcome(claimed, outcome, passage.probe, deps);
}

/** The due instant, whenever the job is worked on, unless somebody sends it by hand with what is known since. */
function knownAt({ run, knownAt: byHand }: DigestJob): Date {
  const dueAt = dueInstant(run);
  const sentAgainAt = new Date(byHand ?? dueAt);
  return sentAgainAt > dueAt ? sentAgainAt : dueAt;
}

function messageFor(
  mail: PreparedMail & { kind: 'mail' },
  to: string,
  claimed: Delivery,
  deps: SendDigestDeps,
) {
  return {
    raw: mail.raw,
    from: deps.identity.from.address,
    to,
    configurationSet: deps.configurationSet,
    tags: { [digestTagName]: formatTag(claimed) },
  };
}

/**
 * Lambda ends an invocation at its time, so nothing that was started under this lease goes on after it, whatever it
 * waited for; and by the margin, not even for a worker whose clock is ahead.
 */
function leaseSeconds({ remaining, clockMarginSeconds }: SendDigestDeps): number {
  return remaining() / 1_000 + clockMarginSeconds;
}

/** Another worker wrote first, moments ago; when a lease like ours would be over, the line tells what to do. */
function contested(deps: SendDigestDeps): JobResult {
  return wait(leaseSeconds(deps), 'claimed by another');
}
