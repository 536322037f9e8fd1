import type { SkipReason } from '../../shared/deliveries/delivery.ts';
import { localDate } from '../../shared/platform/calendar.ts';
import { assertNever } from '../../shared/platform/never.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';

/** Why a reader gets no mail at the instant their digest came due; undefined when they do. */
export function skipReason(subscriber: Subscriber | undefined, dueAt: Date): SkipReason | undefined {
  if (subscriber === undefined) return 'unsubscribed';
  switch (subscriber.status) {
    case 'pending':
    case 'unsubscribed':
      return 'unsubscribed';
    case 'bounced':
    case 'complained':
      return 'suppressed';
    case 'active': {
      const { pausedUntil, zone } = subscriber.preferences;
      return pausedUntil !== undefined && localDate(dueAt, zone) < pausedUntil ? 'paused' : undefined;
    }
    default:
      return assertNever(subscriber.status);
  }
}
