import type { SESClient } from '@aws-sdk/client-ses';
import { GetSendQuotaCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { withoutAddresses } from './redact.ts';

export interface OutgoingMail {
  /** The whole MIME message. */
  readonly raw: Uint8Array;
  readonly from: string;
  readonly to: string;
  readonly configurationSet: string;
  /** Names and values of `[A-Za-z0-9_-]`, at most 256 characters; every SES event of this mail brings them back. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What is known after one SES call. `accepted` and `unanswered` are the only outcomes after which the mail may be on
 * its way; after all others it certainly is not.
 */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly messageId: string }
  /** Too fast, or by a clock that is wrong: retry in a while. */
  | { readonly kind: 'throttled'; readonly reason: string }
  /** The rolling 24-hour quota is used up: nobody's mail goes out for now. */
  | { readonly kind: 'quota-spent'; readonly reason: string }
  /** This mail will never be accepted. */
  | { readonly kind: 'rejected'; readonly reason: string }
  /** Refused in words that we do not know: whether the mail is at fault or something else is open. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Account, identity or permissions forbid sending at all: nobody's mail goes out until a person mends it. */
  | { readonly kind: 'sending-stopped'; readonly reason: string }
  /** Timeout, reset or a server's error: SES may or may not have accepted it. */
  | { readonly kind: 'unanswered'; readonly reason: string };

/** The account's sending limits. `daily` is Infinity when SES says that there is none. */
export interface SendQuota {
  readonly daily: number;
  readonly perSecond: number;
  readonly sentLastDay: number;
}

export interface MailSender {
  send(mail: OutgoingMail): Promise<SendOutcome>;
  getQuota(): Promise<SendQuota>;
}

export function createMailSender(client: SESClient): MailSender {
  return {
    async send(mail) {
      const command = new SendRawEmailCommand({
        Source: mail.from,
        Destinations: [mail.to],
        RawMessage: { Data: mail.raw },
        ConfigurationSetName: mail.configurationSet,
        Tags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
      });
      try {
        const { MessageId } = await client.send(command);
        if (MessageId === undefined) return { kind: 'unanswered', reason: 'an answer without a message id' };
        return { kind: 'accepted', messageId: MessageId };
      } catch (error) {
        return classifySendError(error);
      }
    },
    async getQuota() {
      const quota = await client.send(new GetSendQuotaCommand({}));
      const daily = quota.Max24HourSend ?? 0;
      return {
        daily: daily < 0 ? Number.POSITIVE_INFINITY : daily,
        perSecond: quota.MaxSendRate ?? 1,
        sentLastDay: quota.SentLast24Hours ?? 0,
      };
    },
  };
}

const stoppedNames = new Set([
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ConfigurationSetDoesNotExist',
  'ConfigurationSetDoesNotExistException',
  'MailFromDomainNotVerified',
  'MailFromDomainNotVerifiedException',
  'AccessDenied',
  'AccessDeniedException',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidClientTokenId',
  'MissingAuthenticationToken',
  'NotAuthorized',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'OptInRequired',
  'CredentialsProviderError',
]);

const throttledNames = new Set([
  'LimitExceeded',
  'LimitExceededException',
  'RequestThrottled',
  'RequestThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** What SES says of one message or one address. */
const messageNames = new Set(['MessageRejected', 'InvalidParameterValue']);

/**
 * What MessageRejected says of the account: "Email address is not verified", "Sending paused for this account",
 * "Sending suspended for this account".
 */
const stoppedMessages = /not verified|\b(paused|suspended)\b/i;

/** SES finds the request too old or too young: our clock is wrong, not the mail. The SDK corrects itself by the answer. */
const clockNames = new Set(['RequestExpired', 'RequestTimeTooSkewed', 'InvalidSignatureException']);

/**
 * Sorts an error of SendRawEmail by what it says about the mail. An answer of 4xx means that SES refused; everything
 * without a clear refusal is `unanswered`, because a wrong "no" would send twice and a wrong "yes" would lose the mail.
 * Only what SES is known to say of a message condemns that message: a word that AWS adds tomorrow must not end
 * everybody's mail for good. Names and messages: SES v1 API reference, "Common errors" and "SendRawEmail".
 */
export function classifySendError(error: unknown): SendOutcome {
  if (!(error instanceof Error)) return { kind: 'unanswered', reason: 'an unknown error' };
  const reason = `${error.name}: ${withoutAddresses(error.message)}`;
  const status = httpStatus(error);
  if (throttledNames.has(error.name) || status === 429) {
    return { kind: /daily message quota/i.test(error.message) ? 'quota-spent' : 'throttled', reason };
  }
  if (clockNames.has(error.name)) return { kind: 'throttled', reason };
  if (stoppedNames.has(error.name) || status === 401 || status === 403) {
    return { kind: 'sending-stopped', reason };
  }
  const refused = status !== undefined && status >= 400 && status < 500 && status !== 408;
  if (!refused) return { kind: 'unanswered', reason };
  if (!messageNames.has(error.name)) return { kind: 'refused', reason };
  return { kind: stoppedMessages.test(error.message) ? 'sending-stopped' : 'rejected', reason };
}

function httpStatus(error: Error): number | undefined {
  if (!('$metadata' in error)) return undefined;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
