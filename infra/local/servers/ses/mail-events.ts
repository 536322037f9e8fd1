import { assertNever } from '../../../../shared/platform/never.ts';
import type { Header } from './raw-message.ts';
import { findHeader } from './raw-message.ts';
import { type Fate, fateOf } from './simulator.ts';

/** A mail that SES accepted, as its events tell of it. */
export interface AcceptedMail {
  readonly messageId: string;
  readonly acceptedAt: Date;
  readonly source: string;
  readonly sourceArn: string;
  readonly accountId: string;
  readonly destination: readonly string[];
  readonly headers: readonly Header[];
  readonly configurationSet: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether a virus scanner stopped it. */
  readonly infected: boolean;
}

/** An event in the JSON that a configuration set publishes; `eventType` is as SES writes it (`Rendering Failure`). */
export type SesEvent = Readonly<Record<string, unknown>> & { readonly eventType: string };

/** The events of one mail, in the order in which SES publishes them. `feedbackId` makes ids for bounces and complaints. */
export function eventsOf(mail: AcceptedMail, feedbackId: () => string): readonly SesEvent[] {
  const about = { mail: describeMail(mail) };
  const send: SesEvent = { eventType: 'Send', ...about, send: {} };
  if (mail.infected) return [send, { eventType: 'Reject', ...about, reject: { reason: 'Bad content' } }];
  return [
    send,
    ...mail.destination.flatMap(address =>
      afterwards(fateOf(address), address, mail.acceptedAt, feedbackId).map(event => ({
        ...event,
        ...about,
      })),
    ),
  ];
}

/** The name of an event type in a template's MatchingEventTypes: `renderingFailure` for `Rendering Failure`. */
export function matchesEventType(event: SesEvent, matching: readonly string[]): boolean {
  const plain = (name: string) => name.replaceAll(/[\s_]/g, '').toLowerCase();
  return matching.some(type => plain(type) === plain(event.eventType));
}

function describeMail(mail: AcceptedMail) {
  const subject = findHeader(mail.headers, 'subject');
  const from = findHeader(mail.headers, 'from');
  const to = findHeader(mail.headers, 'to');
  return {
    timestamp: mail.acceptedAt.toISOString(),
    source: mail.source,
    sourceArn: mail.sourceArn,
    sendingAccountId: mail.accountId,
    messageId: mail.messageId,
    destination: mail.destination,
    headersTruncated: false,
    headers: mail.headers,
    commonHeaders: {
      ...(from !== undefined && { from: [from] }),
      ...(to !== undefined && { to: to.split(',').map(address => address.trim()) }),
      messageId: mail.messageId,
      ...(subject !== undefined && { subject }),
    },
    tags: {
      'ses:configuration-set': [mail.configurationSet],
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [mail.source.slice(mail.source.lastIndexOf('@') + 1)],
      'ses:caller-identity': ['local'],
      ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
    },
  };
}

function afterwards(fate: Fate, address: string, at: Date, feedbackId: () => string): readonly SesEvent[] {
  const timestamp = at.toISOString();
  const delivery: SesEvent = {
    eventType: 'Delivery',
    delivery: {
      timestamp,
      processingTimeMillis: 100,
      recipients: [address],
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'a8-1.smtp-out.amazonses.com',
    },
  };
  switch (fate) {
    case 'delivered':
      return [delivery];
    case 'bounced':
      return [bounce('Permanent', 'General', '5.1.1', 'smtp; 550 5.1.1 user unknown')];
    case 'suppressed':
      return [
        bounce('Permanent', 'Suppressed', '5.1.1', 'Amazon SES has suppressed sending to this address'),
      ];
    case 'out-of-office':
      return [delivery, bounce('Transient', 'General', '4.0.0', 'smtp; 250 out of the office')];
    case 'complained':
      return [
        delivery,
        {
          eventType: 'Complaint',
          complaint: {
            complainedRecipients: [{ emailAddress: address }],
            timestamp,
            feedbackId: feedbackId(),
            complaintSubType: null,
            userAgent: 'Amazon SES Mailbox Simulator',
            complaintFeedbackType: 'abuse',
            arrivalDate: timestamp,
          },
        },
      ];
    default:
      return assertNever(fate);
  }

  function bounce(type: string, subType: string, status: string, diagnosticCode: string): SesEvent {
    return {
      eventType: 'Bounce',
      bounce: {
        feedbackId: feedbackId(),
        bounceType: type,
        bounceSubType: subType,
        bouncedRecipients: [{ emailAddress: address, action: 'failed', status, diagnosticCode }],
        timestamp,
        reportingMTA: 'dns; a8-1.smtp-out.amazonses.com',
      },
    };
  }
}
