import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import type { PapersReader } from '../../shared/papers/archive-store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Log } from '../../shared/platform/log.ts';
import type { MailSender } from '../../shared/platform/ses.ts';
import type { AllowancesStore } from '../../shared/subscribers/allowances-store.ts';
import type { FormerLinksStore } from '../../shared/subscribers/former-links-store.ts';
import type { SignUpMaxima } from '../../shared/subscribers/sign-up-limits.ts';
import type { SubscribersStore } from '../../shared/subscribers/store.ts';
import type { RandomBytes } from '../../shared/subscribers/token.ts';

/** What the pages read of the papers store. */
export type Archive = Pick<
  PapersReader,
  'getDayListing' | 'getDayRecords' | 'getPaper' | 'getPaperDays' | 'getSnapshots'
>;

/** What pages and mails say about where they come from. */
export interface Site {
  readonly name: string;
  /** Where readers reach this function, without a trailing slash. */
  readonly webUrl: string;
  /** Empty when there is none. */
  readonly postalAddress: string;
  /** When a list day settles if all goes well, in minutes after its midnight (UTC). */
  readonly settleMinute: number;
}

/** How confirmations go out. */
interface Sender {
  readonly mails: Pick<MailSender, 'send'>;
  readonly name: string;
  readonly address: string;
  readonly configurationSet: string;
}

export type ReaderStore = Pick<
  SubscribersStore,
  'get' | 'signUp' | 'activate' | 'reactivate' | 'savePreferences' | 'unsubscribe' | 'erase'
>;

/** Everything that the web function works with, built once per cold start. */
export interface WebDeps {
  readonly archive: Archive;
  readonly subscribers: ReaderStore;
  readonly formerLinks: Pick<FormerLinksStore, 'has' | 'keepErased'>;
  readonly allowances: AllowancesStore;
  readonly ledger: Pick<LedgerStore, 'exportReader' | 'eraseReader'>;
  readonly sender: Sender;
  readonly site: Site;
  readonly signUpMaxima: SignUpMaxima;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  /** Of the project, for `/health`. */
  readonly version: string;
}
