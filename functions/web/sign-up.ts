import { assertNever } from '../../shared/platform/never.ts';
import { type Address, subscriberId } from '../../shared/subscribers/address.ts';
import { type SignUpLimit, signUpLimits } from '../../shared/subscribers/sign-up-limits.ts';
import type { Preferences } from '../../shared/subscribers/subscriber.ts';
import { createToken } from '../../shared/subscribers/token.ts';
import type { WebDeps } from './deps.ts';
import { sendSignUpMail } from './send-sign-up-mail.ts';

export interface SignUpInput {
  readonly address: Address;
  readonly preferences: Preferences;
  /** Where the request comes from. */
  readonly clientAddress: string;
  /** The honeypot was filled. */
  readonly trapped: boolean;
}

/** What the person is told; it says nothing about whether the address was known. */
export type SignUpOutcome =
  /** A mail is on its way, or would be if the address had not had its share of them, or if a machine had not asked. */
  | { readonly kind: 'answered' }
  /** The client, or everyone together, signed up too often. */
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number }
  /** SES will not carry mail to such an address, whoever has it. */
  | { readonly kind: 'undeliverable' }
  /** The mail could not be sent now; trying again is fine. */
  | { readonly kind: 'not-sent' };

export type SignUpDeps = Pick<
  WebDeps,
  'subscribers' | 'allowances' | 'sender' | 'site' | 'signUpMaxima' | 'clock' | 'randomBytes' | 'log'
>;

/**
 * Signs an address up: every state that it may be in makes the same writes and one SES call, so that neither the answer
 * nor its time tells which it was. Counters count mails: a mail that is not sent is given back.
 */
export async function signUp(input: SignUpInput, deps: SignUpDeps): Promise<SignUpOutcome> {
  if (input.trapped) {
    deps.log.info('sign-up ignored', { reason: 'honeypot' });
    return { kind: 'answered' };
  }
  const now = deps.clock();
  const limits = signUpLimits(input.address, input.clientAddress, now, deps.signUpMaxima);
  const reached = await takeAll(limits, deps);
  if (reached !== undefined) return answerLimit(reached, now, deps);

  const reader = await deps.subscribers.signUp({
    id: subscriberId(input.address.key),
    email: input.address.email,
    preferences: input.preferences,
    token: createToken(deps.randomBytes),
  });
  const sent = await sendSignUpMail(reader, deps);
  if (sent.kind === 'accepted') return { kind: 'answered' };
  deps.log.warn('sign-up mail not sent', { outcome: sent.kind, reason: sent.reason });
  await returnAll(limits, deps);
  return { kind: sent.kind === 'rejected' ? 'undeliverable' : 'not-sent' };
}

/** Takes every allowance, or none: the limit that was reached is returned, and what was taken before it given back. */
async function takeAll(
  limits: readonly SignUpLimit[],
  deps: Pick<SignUpDeps, 'allowances'>,
): Promise<SignUpLimit | undefined> {
  for (const [index, limit] of limits.entries()) {
    if (await deps.allowances.take(limit)) continue;
    await returnAll(limits.slice(0, index), deps);
    return limit;
  }
  return undefined;
}

async function returnAll(
  limits: readonly SignUpLimit[],
  deps: Pick<SignUpDeps, 'allowances'>,
): Promise<void> {
  await Promise.all(limits.map(limit => deps.allowances.giveBack(limit)));
}

function answerLimit(limit: SignUpLimit, now: Date, deps: Pick<SignUpDeps, 'log'>): SignUpOutcome {
  deps.log.info('sign-up limit reached', { limit: limit.kind });
  switch (limit.kind) {
    case 'address-hour':
    case 'address-day':
      return { kind: 'answered' };
    case 'client':
    case 'overall': {
      const seconds = Math.ceil((limit.windowEnds.getTime() - now.getTime()) / 1000);
      return { kind: 'too-many', retryAfterSeconds: Math.max(1, seconds) };
    }
    default:
      return assertNever(limit.kind);
  }
}
