import { createHandler } from '../../../functions/mailer/create-handler.ts';
import { createMailer } from '../../../functions/mailer/create-mailer.ts';
import type { LedgerStore } from '../../../shared/deliveries/ledger-store.ts';

export type MailerLedger = Pick<LedgerStore, 'history' | 'historyNow' | 'get' | 'replace'>;

/** The mailer as it is, with a ledger that is wrong in one step. */
export function handlerWithLedger(change: (ledger: MailerLedger) => MailerLedger) {
  return createHandler(() => {
    const mailer = createMailer();
    return { ...mailer, sendDeps: { ...mailer.sendDeps, ledger: change(mailer.sendDeps.ledger) } };
  });
}
