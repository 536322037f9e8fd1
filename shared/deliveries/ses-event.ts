import * as z from 'zod';
import { describeIssues } from '../platform/describe-issues.ts';
import { confirmationTagName, digestTagName } from './delivery-tag.ts';
import type { MailEvent } from './mail-event.ts';

/** An SES event as its configuration set publishes it (reference: "Amazon SES event publishing", SNS format). */
const sesEventSchema = z.object({
  eventType: z.string(),
  mail: z.object({
    // SES's own have some sixty characters. It is kept in the ledger.
    messageId: z.string().min(1).max(200),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  }),
  bounce: z.object({ bounceType: z.string(), bounceSubType: z.string().default('General') }).optional(),
  complaint: z
    .object({
      complaintFeedbackType: z.string().nullish(),
      complaintSubType: z.string().nullish(),
    })
    .optional(),
  reject: z.object({ reason: z.string() }).optional(),
  failure: z.object({ errorMessage: z.string() }).optional(),
});

/** What a mail was about, by its tag. */
export type MailTag =
  | { readonly kind: 'digest'; readonly tag: string }
  | { readonly kind: 'confirmation'; readonly subscriber: string }
  | { readonly kind: 'other' };

/** The types that SES has. What says that it is another is not repeated in a log. */
const types = [
  'Send',
  'Delivery',
  'DeliveryDelay',
  'Bounce',
  'Complaint',
  'Reject',
  'Rendering Failure',
  'Open',
  'Click',
  'Subscription',
] as const;

export interface SesEvent {
  readonly type: (typeof types)[number] | 'other';
  readonly tag: MailTag;
  /** What it means for the ledger; undefined for events that change nothing (Delivery, DeliveryDelay, not-spam …). */
  readonly event: MailEvent | undefined;
  /** The mailbox will not take mail from us any more. */
  readonly suppress: 'bounced' | 'complained' | undefined;
}

/** A message on the feedback queue is not an SES event. It goes to the dead-letter queue for a person to read. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
}

export function parseSesEvent(body: string): SesEvent {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // Without its cause: a SyntaxError quotes the text, which a log then holds.
    throw new UnreadableEventError('the event is not JSON');
  }
  const result = sesEventSchema.safeParse(value);
  if (!result.success) {
    throw new UnreadableEventError(`not an SES event: ${describeIssues(result.error)}`, {
      cause: result.error,
    });
  }
  const event = meaningOf(result.data);
  return {
    type: types.find(type => type === result.data.eventType) ?? 'other',
    tag: tagOf(result.data.mail.tags),
    event,
    suppress: suppressionOf(result.data, event),
  };
}

type RawEvent = z.output<typeof sesEventSchema>;

function tagOf(tags: Readonly<Record<string, readonly string[]>>): MailTag {
  const digest = tags[digestTagName]?.[0];
  if (digest !== undefined) return { kind: 'digest', tag: digest };
  const subscriber = tags[confirmationTagName]?.[0];
  if (subscriber !== undefined) return { kind: 'confirmation', subscriber };
  return { kind: 'other' };
}

function meaningOf({ eventType, mail, bounce, complaint, reject, failure }: RawEvent): MailEvent | undefined {
  const { messageId } = mail;
  switch (eventType) {
    case 'Send':
    case 'Delivery':
    case 'DeliveryDelay':
      return { kind: 'accepted', messageId };
    case 'Bounce':
      return {
        kind: 'bounced',
        messageId,
        reason: bounce ? `${bounce.bounceType}/${bounce.bounceSubType}` : 'Undetermined',
      };
    case 'Complaint': {
      const type = complaint?.complaintFeedbackType ?? complaint?.complaintSubType ?? 'abuse';
      // A reader who moves our mail out of the spam folder also makes a "complaint".
      return type === 'not-spam' ? undefined : { kind: 'complained', messageId, reason: type };
    }
    case 'Reject':
      return { kind: 'refused', messageId, reason: reject?.reason ?? 'rejected' };
    case 'Rendering Failure':
      return { kind: 'refused', messageId, reason: failure?.errorMessage ?? 'rendering failure' };
    default:
      // SES adds event types; one that we did not ask for tells nothing that the ledger needs.
      return undefined;
  }
}

/** Only a permanent bounce or a complaint says something about the mailbox; a full one may be empty tomorrow. */
function suppressionOf({ bounce }: RawEvent, event: MailEvent | undefined): SesEvent['suppress'] {
  if (event?.kind === 'complained') return 'complained';
  return event?.kind === 'bounced' && bounce?.bounceType === 'Permanent' ? 'bounced' : undefined;
}
