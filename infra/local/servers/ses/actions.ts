import { bareAddress } from './addresses.ts';
import { members, type Parameters, type Result } from './query-protocol.ts';
import { type SendDeps, sendEmail, sendRawEmail } from './send.ts';
import { invalidParameter } from './ses-error.ts';

export type Action = (parameters: Parameters, deps: SendDeps) => Promise<Result> | Result;

/** The actions that send mail have a rate of their own; all others share one request a second. */
export const sendingActions: ReadonlySet<string> = new Set(['SendRawEmail', 'SendEmail']);

/** What this SES can do: what the project calls, and what an operator would ask. */
export const actions: Readonly<Record<string, Action>> = {
  SendRawEmail: async (parameters, deps) => ({ MessageId: await sendRawEmail(parameters, deps) }),
  SendEmail: async (parameters, deps) => ({ MessageId: await sendEmail(parameters, deps) }),
  GetSendQuota: (_parameters, { limiter }) => ({
    Max24HourSend: limiter.limits.max24HourSend.toFixed(1),
    MaxSendRate: limiter.limits.maxSendRate.toFixed(1),
    SentLast24Hours: limiter.sentLast24Hours().toFixed(1),
  }),
  GetAccountSendingEnabled: () => ({ Enabled: 'true' }),
  VerifyEmailIdentity: (parameters, { account }) => {
    account.identities.add(bareAddress(required(parameters, 'EmailAddress')));
    return {};
  },
  DeleteIdentity: (parameters, { account }) => {
    account.identities.delete(required(parameters, 'Identity'));
    return {};
  },
  ListIdentities: (parameters, { account }) => {
    const type = parameters.get('IdentityType');
    const wanted = [...account.identities].filter(
      identity => type === undefined || (type === 'EmailAddress') === identity.includes('@'),
    );
    return { Identities: wanted };
  },
  GetIdentityVerificationAttributes: (parameters, { account }) => ({
    VerificationAttributes: new Map(
      members(parameters, 'Identities')
        .filter(identity => account.identities.has(identity))
        .map(identity => [identity, { VerificationStatus: 'Success' }]),
    ),
  }),
  GetIdentityDkimAttributes: (parameters, { account }) => ({
    DkimAttributes: new Map(
      members(parameters, 'Identities')
        .filter(identity => account.identities.has(identity))
        .map(identity => [
          identity,
          {
            DkimEnabled: 'true',
            DkimVerificationStatus: 'Success',
            DkimTokens: ['local1', 'local2', 'local3'],
          },
        ]),
    ),
  }),
  GetIdentityMailFromDomainAttributes: (parameters, { account }) => ({
    MailFromDomainAttributes: new Map(
      members(parameters, 'Identities')
        .filter(identity => account.identities.has(identity))
        .map(identity => [identity, mailFromOf(identity)]),
    ),
  }),
};

/** A single address has no domain of its own to send from. */
function mailFromOf(identity: string): Result {
  const status = { MailFromDomainStatus: 'Success', BehaviorOnMXFailure: 'UseDefaultValue' };
  return identity.includes('@') ? status : { MailFromDomain: `bounce.${identity}`, ...status };
}

function required(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined || value === '') throw invalidParameter(`Missing required parameter ${name}.`);
  return value;
}
