import type { Breaker } from '../../../shared/deliveries/breaker-store.ts';
import { assertNever } from '../../../shared/platform/never.ts';
import { minuteUtc } from '../terminal/words.ts';

/** The breaker's state in words. */
export function describeBreaker(breaker: Breaker): string {
  switch (breaker.state) {
    case 'closed':
      return 'digests may be sent';
    case 'open':
      return `stopped since ${minuteUtc(breaker.since)}: ${breaker.reason} (next probe at ${minuteUtc(breaker.probeAt)})`;
    case 'held':
      return `held by the operator since ${minuteUtc(breaker.since)}: ${breaker.reason}`;
    default:
      return assertNever(breaker);
  }
}
