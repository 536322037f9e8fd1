import { assertNever } from '../platform/never.ts';
import type { Delivery, DeliveryStatus } from './delivery.ts';

/** What SES told about one mail, in the ledger's words. */
export type MailEvent =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly messageId: string; readonly reason: string }
  | { readonly kind: 'bounced'; readonly messageId: string; readonly reason: string }
  | { readonly kind: 'complained'; readonly messageId: string; readonly reason: string };

/** A skipped one among them: its reader may have left after a call that SES never answered, and took all the same. */
const open = ['sending', 'unknown', 'due', 'skipped'] as const satisfies readonly DeliveryStatus[];

/** Statuses from which an event may move a delivery; from any other it changes nothing. */
const movableFrom: Record<MailEvent['kind'], readonly DeliveryStatus[]> = {
  accepted: open,
  refused: [...open, 'sent'],
  bounced: [...open, 'sent'],
  complained: [...open, 'sent', 'bounced'],
};

/**
 * The delivery after an event, or undefined when the event changes nothing. Events come twice, out of order, and
 * before the sender has noted SES's answer; whatever the order, the end is the same. An event of any attempt counts:
 * that mail was accepted, whichever attempt is under way.
 */
export function applyEvent(delivery: Delivery, event: MailEvent, at: Date): Delivery | undefined {
  if (!movableFrom[event.kind].includes(delivery.status)) return undefined;
  const { until: _until, reason: _reason, ...rest } = delivery;
  return { ...rest, ...outcomeOf(event), messageId: event.messageId, updatedAt: at.toISOString() };
}

function outcomeOf(event: MailEvent): { status: DeliveryStatus; reason?: string } {
  switch (event.kind) {
    case 'accepted':
      return { status: 'sent' };
    case 'refused':
      return { status: 'failed', reason: event.reason };
    case 'bounced':
      return { status: 'bounced', reason: event.reason };
    case 'complained':
      return { status: 'complained', reason: event.reason };
    default:
      return assertNever(event);
  }
}
