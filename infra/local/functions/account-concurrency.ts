import type { UsageCounter } from '../servers/usage.ts';

/** What of an account's concurrency is in use, over all its functions. */
export interface AccountConcurrency {
  /** False when as many functions run as may: Lambda then refuses the invocation, and counts it as throttled. */
  enter(): boolean;
  leave(): void;
}

/** The name under which `usage` counts what AWS has as the metric `Throttles` of AWS/Lambda. */
const throttled = 'Invoke (throttled)';

export function createAccountConcurrency(limit: number, usage: UsageCounter): AccountConcurrency {
  let running = 0;
  return {
    enter() {
      if (running >= limit) {
        usage.countRequest('lambda', throttled);
        return false;
      }
      running += 1;
      return true;
    },
    leave() {
      running -= 1;
    },
  };
}
