import { handlerWithLedger } from './with-ledger.ts';

/** Wrong: nothing is written before the mail is sent; only what came of it. */
export const handler = handlerWithLedger(ledger => ({
  ...ledger,
  replace: async (_previous, next) => {
    if (next.status === 'sending') return true;
    return ledger.replace(await ledger.get(next.subscriber, next.digest), next);
  },
}));
