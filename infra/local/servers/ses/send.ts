import type { Clock } from '../../../../shared/platform/clock.ts';
import { accountId, region } from '../messaging.ts';
import { checkConfigurationSet, identityOf, type SesAccount } from './account.ts';
import { addressList, bareAddress } from './addresses.ts';
import type { SendingLimiter } from './limits.ts';
import { eventsOf, matchesEventType } from './mail-events.ts';
import type { WritableOutbox } from './outbox.ts';
import type { PendingEvent } from './pending-events.ts';
import { members, namedMembers, type Parameters } from './query-protocol.ts';
import { findHeader, type Header, parseRawMessage, rewriteMessage } from './raw-message.ts';
import { invalidParameter } from './ses-error.ts';
import { composeSimpleMessage } from './simple-message.ts';
import { isSimulated } from './simulator.ts';

export interface SendDeps {
  readonly account: SesAccount;
  readonly limiter: SendingLimiter;
  readonly outbox: WritableOutbox;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Keeps a mail's events, so that they are not lost with this process. */
  readonly keepEvents: (messageId: string, events: readonly PendingEvent[]) => Promise<void>;
  /** Hands a mail's events to their topics and streams; not awaited by the sender of the mail, as on AWS. */
  readonly publish: (messageId: string, events: readonly PendingEvent[]) => void;
}

const mostBytes = 10 * 1024 * 1024;
const mostRecipients = 50;
const virusSample = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';

/** SendRawEmail: the message as it comes; answers SES's message id or throws SesError. */
export async function sendRawEmail(parameters: Parameters, deps: SendDeps): Promise<string> {
  const data = parameters.get('RawMessage.Data');
  if (data === undefined || data === '')
    throw invalidParameter('Missing required parameter RawMessage.Data.');
  const raw = Buffer.from(data, 'base64');
  return send(parameters, raw, members(parameters, 'Destinations').map(bareAddress), deps);
}

/** SendEmail: a subject and one or two bodies, and no headers of the caller's. */
export async function sendEmail(parameters: Parameters, deps: SendDeps): Promise<string> {
  const { raw, recipients } = composeSimpleMessage(parameters);
  if (recipients.length === 0) throw invalidParameter('No recipients were given.');
  return send(parameters, raw, recipients, deps);
}

async function send(
  parameters: Parameters,
  raw: Buffer,
  named: readonly string[],
  deps: SendDeps,
): Promise<string> {
  checkSize(raw);
  const message = parseRawMessage(raw);
  const recipients = named.length > 0 ? named : headerRecipients(message.headers);
  checkRecipientCount(recipients);
  const from = addressList(findHeader(message.headers, 'from') ?? '');
  const source = bareAddress(parameters.get('Source') ?? from[0] ?? '');
  for (const address of from) identityOf(deps.account, address);
  const identity = identityOf(deps.account, source);
  const configurationSet =
    parameters.get('ConfigurationSetName') ?? findHeader(message.headers, 'x-ses-configuration-set');
  checkConfigurationSet(deps.account, configurationSet);
  const tags = readTags(parameters);

  const simulated = recipients.filter(isSimulated).length;
  deps.limiter.admit({ counted: recipients.length - simulated, simulated });

  const acceptedAt = deps.clock();
  const messageId = deps.newId();
  const delivered = rewriteMessage(message, raw, messageId, acceptedAt);
  const events =
    configurationSet === undefined
      ? []
      : addressed(
          deps.account,
          configurationSet,
          eventsOf(
            {
              messageId,
              acceptedAt,
              source,
              sourceArn: `arn:aws:ses:${region}:${accountId}:identity/${identity}`,
              accountId,
              destination: recipients,
              headers: message.headers,
              configurationSet,
              tags,
              infected: raw.includes(virusSample),
            },
            deps.newId,
          ),
        );
  await deps.keepEvents(messageId, events);
  await deps.outbox.keep(
    {
      id: messageId,
      acceptedAt: acceptedAt.toISOString(),
      from: source,
      to: [...recipients],
      subject: findHeader(message.headers, 'subject') ?? '',
      ...(configurationSet !== undefined && { configurationSet }),
      tags,
    },
    delivered,
  );
  deps.publish(messageId, events);
  return messageId;
}

/** The events with the topics and streams that want them. */
function addressed(
  { eventDestinations }: SesAccount,
  configurationSet: string,
  events: ReturnType<typeof eventsOf>,
): readonly PendingEvent[] {
  const destinations = eventDestinations.filter(each => each.configurationSet === configurationSet);
  return events.flatMap(event =>
    destinations
      .filter(({ matchingEventTypes }) => matchesEventType(event, matchingEventTypes))
      .map(({ targetArn }) => ({ targetArn, event })),
  );
}

function checkSize(raw: Buffer): void {
  if (raw.byteLength <= mostBytes) return;
  throw invalidParameter(`Message length is more than ${mostBytes} bytes long: '${raw.byteLength}'.`);
}

function headerRecipients(headers: readonly Header[]): readonly string[] {
  return ['to', 'cc', 'bcc'].flatMap(name => addressList(findHeader(headers, name) ?? ''));
}

function checkRecipientCount(recipients: readonly string[]): void {
  if (recipients.length === 0) throw invalidParameter('No recipients were given.');
  if (recipients.length > mostRecipients) throw invalidParameter('Recipient count exceeds 50.');
}

function readTags(parameters: Parameters): Record<string, string> {
  const tags = namedMembers(parameters, 'Tags');
  for (const { name, value } of tags) {
    for (const text of [name, value]) {
      if (/^[\w-]{1,256}$/.test(text) || name.startsWith('ses:')) continue;
      throw invalidParameter(
        `Invalid message tag <${text}>: only alphanumeric ASCII characters, '_', and '-' are allowed, 256 at most.`,
      );
    }
  }
  const names = tags.map(({ name }) => name);
  if (new Set(names).size < names.length) throw invalidParameter('Duplicate message tag names.');
  return Object.fromEntries(tags.map(({ name, value }) => [name, value]));
}
