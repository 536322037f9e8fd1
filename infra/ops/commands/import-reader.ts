import { confirmationTagName } from '../../../shared/deliveries/delivery-tag.ts';
import { renderConfirmation } from '../../../shared/digests/confirmation.ts';
import { composeMessage } from '../../../shared/digests/message.ts';
import { assertNever } from '../../../shared/platform/never.ts';
import type { SendOutcome } from '../../../shared/platform/ses.ts';
import { subscriberId } from '../../../shared/subscribers/address.ts';
import { readerUrls } from '../../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { createToken } from '../../../shared/subscribers/token.ts';
import type { Context } from '../command.ts';
import type { Target } from '../target/target.ts';
import type { ImportRow } from './read-import.ts';

/** How readers are imported. */
export interface ImportRules {
  /** Where their consent is recorded, in the operator's words. */
  readonly source: string;
  /** Whether the operator can prove that each confirmed the address: then no confirmation is mailed. */
  readonly optInProven: boolean;
  /** Whether to mail those again who have been imported and did not confirm yet. */
  readonly mailAgain: boolean;
}

/** What became of one line. */
export type Imported =
  | { readonly kind: 'activated' | 'mailed' | 'active-already' | 'waiting-already' | 'left' }
  /** The reader is pending, the mail did not go out. */
  | { readonly kind: 'not-mailed'; readonly outcome: SendOutcome['kind'] };

/**
 * Imports one reader. Repeating it is harmless: who is active stays as they are, who waits for their confirmation keeps
 * what they chose and is not mailed again unless the rules say so, and who unsubscribed, bounced or complained is never
 * brought back, whoever has signed the address up since.
 */
export async function importReader(
  row: ImportRow,
  rules: ImportRules,
  context: Pick<Context, 'target' | 'clock' | 'randomBytes'>,
): Promise<Imported> {
  const { target, clock } = context;
  const known = await target.subscribers.get(subscriberId(row.address.key));
  const reader = known ?? (await signUp(row, context));
  switch (reader.status) {
    case 'active':
      return { kind: 'active-already' };
    case 'unsubscribed':
    case 'bounced':
    case 'complained':
      return { kind: 'left' };
    case 'pending':
      break;
    default:
      return assertNever(reader.status);
  }
  const { source, optInProven, mailAgain } = rules;
  if (known !== undefined && !optInProven && !mailAgain) return { kind: 'waiting-already' };
  await target.roster.recordConsent(reader.id, { source, optInProven, recordedAt: clock().toISOString() });
  if (optInProven) {
    const activated = await target.subscribers.activate(reader);
    return { kind: activated ? 'activated' : 'active-already' };
  }
  const outcome = await mailConfirmation(reader, target, clock());
  return outcome.kind === 'accepted' ? { kind: 'mailed' } : { kind: 'not-mailed', outcome: outcome.kind };
}

function signUp(
  { address, preferences }: ImportRow,
  { target, randomBytes }: Pick<Context, 'target' | 'randomBytes'>,
): Promise<Subscriber> {
  return target.subscribers.signUp({
    id: subscriberId(address.key),
    email: address.email,
    preferences,
    token: createToken(randomBytes),
  });
}

async function mailConfirmation(
  reader: Subscriber,
  { settings, mails }: Target,
  date: Date,
): Promise<SendOutcome> {
  const { WEB_URL: webUrl, SENDER_NAME: senderName, POSTAL_ADDRESS: postalAddress } = settings;
  const from = settings.SENDER_ADDRESS;
  const confirmUrl = readerUrls(webUrl, reader).confirm;
  const mail = renderConfirmation({ webUrl, senderName, postalAddress, confirmUrl });
  const raw = await composeMessage(mail, {
    from: { name: senderName, address: from },
    to: reader.email,
    date,
  });
  return mails.send({
    raw,
    from,
    to: reader.email,
    configurationSet: settings.CONFIGURATION_SET,
    tags: { [confirmationTagName]: reader.id },
  });
}
