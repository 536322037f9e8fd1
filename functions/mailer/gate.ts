import type { BreakerStore } from '../../shared/deliveries/breaker-store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Log } from '../../shared/platform/log.ts';
import type { MetricValues } from '../../shared/platform/metrics.ts';
import { assertNever } from '../../shared/platform/never.ts';
import type { Quota } from './quota.ts';
import type { Waits } from './waits.ts';

/** Whether a mail may be sent now, and how fast. */
export type Passage =
  | { readonly kind: 'pass'; readonly perSecond: number; readonly probe: boolean }
  | { readonly kind: 'wait'; readonly seconds: number; readonly reason: string };

/** What stands between one invocation and SES: the breaker and the daily quota. */
export interface Gate {
  ask(): Promise<Passage>;
  /** SES said something that concerns every mail: nobody sends until a probe succeeds. */
  stop(reason: string, probeInSeconds: number): Promise<void>;
  /** SES accepted a mail; if it was the probe, everybody may send again. */
  accepted(probe: boolean): Promise<void>;
}

export interface WatchedGate extends Gate {
  /** What it saw: whether all sending is stopped, and how much of the quota is used. */
  metrics(): MetricValues;
}

export interface GateDeps {
  readonly breaker: BreakerStore;
  readonly quota: Quota;
  readonly clock: Clock;
  readonly log: Log;
  /** How many invocations share the send rate. */
  readonly concurrency: number;
  /** 0 to 1: the share of the daily quota that digests leave to confirmations. */
  readonly quotaReserve: number;
  readonly waits: Waits;
}

/** Share of the send rate that digests use: the rest is for confirmations, and for clocks that do not tick alike. */
const rateShare = 0.9;
/** While a person holds all mail back, jobs look again after this: how long a release may take to be felt. */
const heldSeconds = 10 * 60;

/** What one invocation knows of the breaker. */
type Known =
  | { readonly state: 'unread' | 'closed' }
  | { readonly state: 'open'; readonly reason: string; readonly probeAt: Date }
  | { readonly state: 'held'; readonly reason: string };

/** A gate for one invocation; it reads the breaker once, for ten mails at the most pass while it is stale. */
export function createGate(deps: GateDeps): WatchedGate {
  let known: Known = { state: 'unread' };
  let quotaUsed = 0;

  const stop: Gate['stop'] = async (reason, probeInSeconds) => {
    const now = deps.clock();
    const probeAt = new Date(now.getTime() + probeInSeconds * 1_000);
    await deps.breaker.open(reason, now, probeAt);
    known = { state: 'open', reason, probeAt };
    deps.log.warn('sending stopped', { reason, probeAt: probeAt.toISOString() });
  };

  /** What the breaker says: to wait, or to go on, as a probe or not. */
  const askBreaker = async (now: Date): Promise<(Passage & { kind: 'wait' }) | { probe: boolean }> => {
    if (known.state === 'unread') known = await deps.breaker.read();
    switch (known.state) {
      case 'unread':
      case 'closed':
        return { probe: false };
      case 'held':
        return { kind: 'wait', seconds: heldSeconds, reason: `held by the operator: ${known.reason}` };
      case 'open': {
        const { reason, probeAt } = known;
        // A probe is one mail: when it gets no answer, the next may try after this.
        const nextProbeAt = new Date(now.getTime() + deps.waits.probeSeconds * 1_000);
        const probe = probeAt <= now && (await deps.breaker.claimProbe(now, nextProbeAt));
        return probe ? { probe } : waitUntil(probeAt <= now ? nextProbeAt : probeAt, now, reason);
      }
      default:
        return assertNever(known);
    }
  };

  return {
    stop,
    async ask() {
      const said = await askBreaker(deps.clock());
      if ('kind' in said) return said;
      const { probe } = said;
      const quota = await deps.quota.current();
      quotaUsed = quota.sentLastDay / quota.daily;
      if (quota.sentLastDay >= quota.daily * (1 - deps.quotaReserve)) {
        const reason = 'the daily quota is used up but for the share kept for confirmations';
        await stop(reason, deps.waits.quotaProbeSeconds);
        return { kind: 'wait', seconds: deps.waits.quotaProbeSeconds, reason };
      }
      return { kind: 'pass', perSecond: (quota.perSecond * rateShare) / deps.concurrency, probe };
    },
    async accepted(probe) {
      deps.quota.sent();
      if (!probe) return;
      await deps.breaker.close();
      known = { state: 'closed' };
      deps.log.info('sending resumed');
    },
    metrics: () => ({
      BreakerOpen: known.state === 'open' ? 1 : 0,
      QuotaUsedPercent: Math.round(quotaUsed * 1_000) / 10,
    }),
  };
}

function waitUntil(until: Date, now: Date, reason: string): Passage & { kind: 'wait' } {
  return { kind: 'wait', seconds: (until.getTime() - now.getTime()) / 1_000, reason };
}
