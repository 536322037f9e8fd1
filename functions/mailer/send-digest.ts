import { type Delivery, lineOf, type SkipReason } from '../../shared/deliveries/delivery.ts';
import { firstDate } from '../../shared/deliveries/digest-key.ts';
import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { nextStep } from '../../shared/deliveries/next-step.ts';
import { dueInstant } from '../../shared/deliveries/run.ts';
import type { RunsStore } from '../../shared/deliveries/runs-store.ts';
import type { DigestJob } from '../../shared/jobs.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import { assertNever } from '../../shared/platform/never.ts';
import type { SubscribersStore } from '../../shared/subscribers/store.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { type ClaimAndSendDeps, claimAndSend, contested } from './claim-and-send.ts';
import { hasLaterDigest, type LaterDigestDeps } from './later-digest.ts';
import type { Listings } from './listings.ts';
import type { Pacer } from './pacer.ts';
import type { MailIdentity } from './prepare-mail.ts';
import { prepareMail } from './prepare-mail.ts';
import { type JobResult, wait } from './record-outcome.ts';
import { skipReason } from './skip-reason.ts';
import { spread } from './waits.ts';

export interface SendDigestDeps extends ClaimAndSendDeps {
  readonly subscribers: Pick<SubscribersStore, 'get'>;
  readonly ledger: ClaimAndSendDeps['ledger'] & Pick<LedgerStore, 'history'>;
  readonly runs: LaterDigestDeps['runs'] & Pick<RunsStore, 'checkpoint'>;
  readonly listings: Listings;
  readonly pacer: Pacer;
  readonly identity: MailIdentity;
  /** Milliseconds that one mail may take, SES's answer included: with less left, nothing is claimed. */
  readonly reserve: number;
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
      return attempt(job, { number: step.attempt, current, past, lookBackFrom: from }, deps);
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

interface Attempt {
  readonly number: number;
  readonly current: Delivery | undefined;
  /** The reader's other lines. */
  readonly past: readonly Delivery[];
  readonly lookBackFrom: string;
}

async function attempt(job: DigestJob, tried: Attempt, deps: SendDigestDeps): Promise<JobResult> {
  const { current, past } = tried;
  const dueAt = dueInstant(job.run);
  const found = await findReader(job.subscriber, dueAt, deps);
  if ('reason' in found) return skip(job, current, found, deps);
  const { reader } = found;
  const dispatchedThrough = await deps.runs.checkpoint();
  if (await hasLaterDigest({ job, reader, past, dispatchedThrough }, deps))
    return skip(job, current, { reason: 'superseded' }, deps);

  const passage = await deps.gate.ask();
  if (passage.kind === 'wait') return wait(spread(passage.seconds, deps.random), passage.reason);

  const dueOn = job.run.slice(0, 10);
  const catalogue = await deps.listings({ dueOn, knownAt: knownAt(job) });
  const due = { subscriber: reader, digest: job.digest, dueOn, past };
  const mail = await prepareMail(due, catalogue, deps.identity, deps.clock());
  if (mail.kind === 'quiet') return skip(job, current, mail, deps);

  const inTime = await deps.pacer.turn(passage.perSecond, deps.remaining() - deps.reserve);
  if (!inTime || deps.remaining() < deps.reserve) return wait(1, 'no time left to send it');
  const ready = { ...tried, attempt: tried.number, job, reader, dispatchedThrough, mail, passage };
  return claimAndSend(ready, deps);
}

/**
 * The reader, or why they get no mail. Whoever leaves in this very second may see one more: so they might, had it been a
 * second earlier. But a skip is for good, so whoever confirmed or ended a pause in it is looked at again for certain.
 */
async function findReader(
  id: string,
  dueAt: Date,
  { subscribers }: SendDigestDeps,
): Promise<{ readonly reader: Subscriber } | { readonly reason: SkipReason }> {
  const seen = await subscribers.get(id, { eventually: true });
  if (seen !== undefined && skipReason(seen, dueAt) === undefined) return { reader: seen };
  const reader = await subscribers.get(id);
  const reason = skipReason(reader, dueAt);
  return reader === undefined || reason !== undefined ? { reason: reason ?? 'unsubscribed' } : { reader };
}

async function skip(
  job: DigestJob,
  current: Delivery | undefined,
  { reason, days = [] }: { readonly reason: string; readonly days?: readonly string[] },
  deps: SendDigestDeps,
): Promise<JobResult> {
  // An unanswered call may still turn out to have sent these: its event then finds what was in the mail.
  const unanswered = current?.status === 'unknown' ? current : undefined;
  const skipped = lineOf(job, deps.clock(), {
    status: 'skipped',
    attempt: current?.attempt ?? 0,
    reason,
    days: [...new Set([...(unanswered?.days ?? []), ...days])],
    papers: unanswered?.papers ?? [],
    ...(unanswered?.rising && { rising: unanswered.rising }),
  });
  const written = await deps.ledger.replace(current, skipped);
  return written ? { kind: 'done', outcome: `skipped: ${reason}`, status: 'skipped' } : contested(deps);
}

/** The due instant, whenever the job is worked on, unless somebody sends it by hand with what is known since. */
function knownAt({ run, knownAt: byHand }: DigestJob): Date {
  const dueAt = dueInstant(run);
  const sentAgainAt = new Date(byHand ?? dueAt);
  return sentAgainAt > dueAt ? sentAgainAt : dueAt;
}
