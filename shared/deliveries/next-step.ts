import { assertNever } from '../platform/never.ts';
import type { Delivery } from './delivery.ts';

/** What a worker that holds a job for a digest may do now. */
export type NextStep =
  /** Nobody is at it: claim it as this attempt. */
  | { readonly kind: 'claim'; readonly attempt: number }
  /** The lease ran out and nobody knows whether SES took the mail: note that, and wait for an event. */
  | { readonly kind: 'suspect' }
  /** Somebody else is at it, an event may still come, or it is too early. */
  | { readonly kind: 'wait'; readonly until: Date }
  /** It has an outcome. */
  | { readonly kind: 'done' };

/** The ledger's rules, given the item as it was read (undefined: there is none). */
export function nextStep(delivery: Delivery | undefined, now: Date): NextStep {
  if (delivery === undefined) return { kind: 'claim', attempt: 1 };
  const until = new Date(delivery.until ?? 0);
  const waiting = until > now;
  switch (delivery.status) {
    case 'due':
    case 'unknown':
      return waiting ? { kind: 'wait', until } : { kind: 'claim', attempt: delivery.attempt + 1 };
    case 'sending':
      return waiting ? { kind: 'wait', until } : { kind: 'suspect' };
    case 'sent':
    case 'skipped':
    case 'failed':
    case 'bounced':
    case 'complained':
      return { kind: 'done' };
    default:
      return assertNever(delivery.status);
  }
}
