import { handlerWithLedger } from './with-ledger.ts';

/** Wrong: no answer of SES counts as a no. */
export const handler = handlerWithLedger(ledger => ({
  ...ledger,
  replace: (previous, next) =>
    ledger.replace(previous, next.status === 'unknown' ? { ...next, status: 'failed' } : next),
}));
