import type { Breaker } from '../../../shared/deliveries/breaker-store.ts';
import type { SendQuota } from '../../../shared/platform/ses.ts';
import { counted } from '../terminal/words.ts';
import { describeBreaker } from './breaker-words.ts';

/** One line of `verify`. */
export interface Check {
  readonly name: string;
  readonly passed: boolean;
  /** What was found; when it did not pass, what to do. */
  readonly says: string;
}

const pass = (name: string, says: string): Check => ({ name, passed: true, says });
const fail = (name: string, says: string): Check => ({ name, passed: false, says });

export function checkIdentity(identity: string, status: string | undefined): Check {
  const name = 'identity';
  if (status === 'Success') return pass(name, `${identity} is verified`);
  const how = identity.includes('@')
    ? 'follow the link that SES mailed to it (SES console, Identities, sends another)'
    : 'its DKIM records are not found yet; see dkim';
  return fail(name, `${identity} is not verified (${status ?? 'unknown to SES'}): ${how}`);
}

/** What SES gives an account in its sandbox; API v1 tells no more of it (developer guide, "Request production access"). */
const sandbox = { daily: 200, perSecond: 1 };

export function checkSandbox({ daily, perSecond }: Pick<SendQuota, 'daily' | 'perSecond'>): Check {
  const name = 'sandbox';
  if (daily > sandbox.daily || perSecond > sandbox.perSecond) return pass(name, 'the account has left it');
  return fail(
    name,
    'the limits are those of the sandbox, which sends to verified addresses only: SES console, Account dashboard, Request production access',
  );
}

/** `limit` is the account's in the region; undefined when it would not tell. */
export function checkConcurrency(limit: number | undefined, needed: number): Check {
  const name = 'functions';
  if (limit === undefined)
    return fail(name, 'AWS does not tell how many may run at once: allow lambda:GetAccountSettings');
  const need = `${limit.toLocaleString('en-US')} may run at once in this region, and this stage wants ${needed}`;
  if (limit >= needed) return pass(name, need);
  return fail(
    name,
    `${need}; the page is refused when mails go out. Ask for 1,000 (a new account's 10 are raised on request): aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000`,
  );
}

export function checkSendingEnabled(enabled: boolean): Check {
  const name = 'sending';
  if (enabled) return pass(name, 'SES sends for this account');
  return fail(
    name,
    'SES has stopped sending for this account: read its mail, or aws ses update-account-sending-enabled --enabled',
  );
}

export interface Dkim {
  readonly enabled: boolean;
  readonly status: string | undefined;
  readonly tokens: readonly string[];
}

export function checkDkim(identity: string, { enabled, status, tokens }: Dkim): Check {
  const name = 'dkim';
  if (identity.includes('@'))
    return pass(
      name,
      'a single address is signed by SES; to sign as your own domain, set mailDomain in cdk.json',
    );
  if (enabled && status === 'Success') return pass(name, `mails are signed as ${identity}`);
  const records = tokens.map(token => `${token}._domainkey.${identity} CNAME ${token}.dkim.amazonses.com`);
  return fail(
    name,
    `not in order (${status ?? 'NotStarted'}): put these records into DNS: ${records.join('; ')}`,
  );
}

export interface MailFrom {
  readonly domain: string | undefined;
  readonly status: string | undefined;
}

export function checkMailFrom(identity: string, region: string, { domain, status }: MailFrom): Check {
  const name = 'mail from';
  if (domain === undefined || domain === '') {
    const more = identity.includes('@') ? '' : '; for one of your own, set mailFromSubdomain in cdk.json';
    return pass(name, `the envelope is from SES’s own domain, which receivers accept${more}`);
  }
  if (status === 'Success') return pass(name, `the envelope is from ${domain}`);
  return fail(
    name,
    `${domain} is not in order (${status ?? 'unknown'}): put these records into DNS: ${domain} MX 10 feedback-smtp.${region}.amazonses.com; ${domain} TXT "v=spf1 include:amazonses.com ~all"`,
  );
}

/** `readers` gets as many mails on a full day; `all` is false when there are more than were counted. */
export function checkQuota({ daily, perSecond }: SendQuota, readers: number, reservePercent: number): Check {
  const name = 'quota';
  const usable = Math.floor(daily * (1 - reservePercent / 100));
  const hours = readers / (perSecond * 0.9) / 3_600;
  const need = `${counted(readers, 'active reader')}, ${usable.toLocaleString('en-US')} digests in 24 hours at ${perSecond} a second`;
  if (readers > usable)
    return fail(name, `${need}: ask for more (Service Quotas, Amazon SES, Sending quota), see the runbook`);
  if (hours > 6)
    return fail(
      name,
      `${need}: if all came due at once it would take ${hours.toFixed(0)} hours; ask for a higher rate`,
    );
  return pass(name, need);
}

export interface AlarmSubscription {
  readonly protocol: string;
  readonly pending: boolean;
}

export function checkAlarms(subscriptions: readonly AlarmSubscription[] | undefined): Check {
  const name = 'alarms';
  if (subscriptions === undefined) return fail(name, 'this stage has no alarm topic: deploy this version');
  const confirmed = subscriptions.filter(({ pending }) => !pending);
  if (confirmed.length > 0) return pass(name, `${counted(confirmed.length, 'subscriber')} will hear of them`);
  if (subscriptions.length > 0)
    return fail(name, 'the address has not confirmed: follow the link in the mail from AWS Notifications');
  return fail(name, 'nobody hears of them: set alarmAddress of the stage in cdk.json and deploy');
}

export function checkBreaker(breaker: Breaker): Check {
  return { name: 'breaker', passed: breaker.state === 'closed', says: describeBreaker(breaker) };
}

export function checkWeb(url: string, status: number | undefined): Check {
  if (status === 200) return pass('web', `${url} answers`);
  const said = status === undefined ? 'does not answer' : `answers with ${status}`;
  return fail(
    'web',
    `${url} ${said}: look at the function Web, or at the DNS record when it is a domain of yours`,
  );
}
