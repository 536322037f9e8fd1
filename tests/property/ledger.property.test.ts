import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountFor } from '../../shared/deliveries/account.ts';
import type { Delivery } from '../../shared/deliveries/delivery.ts';
import { deliveryStatuses } from '../../shared/deliveries/delivery.ts';
import type { MailEvent } from '../../shared/deliveries/mail-event.ts';
import { applyEvent } from '../../shared/deliveries/mail-event.ts';
import { delivery, readerId } from '../support/delivery-factories.ts';

const kinds = ['accepted', 'bounced', 'complained'] as const;
const at = new Date('2026-08-18T06:00:00Z');

function eventOf(kind: (typeof kinds)[number]): MailEvent {
  return kind === 'accepted' ? { kind, messageId: 'm' } : { kind, messageId: 'm', reason: 'told so' };
}

function takeAll(start: Delivery, events: readonly MailEvent[]): Delivery {
  return events.reduce((line, event) => applyEvent(line, event, at) ?? line, start);
}

describe('SES events', () => {
  it('end in the same state in any order and any number of times', () => {
    const anyEvents = fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1 });
    fc.assert(
      fc.property(
        anyEvents.chain(events =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
          ),
        ),
        fc.constantFrom('sending', 'unknown', 'due', 'sent'),
        ([events, repeated], status) => {
          const start = delivery({ status });
          const inOrder = takeAll(start, kinds.filter(kind => events.includes(kind)).map(eventOf));
          const shuffled = takeAll(start, repeated.map(eventOf));
          expect(shuffled).toEqual(inOrder);
        },
      ),
    );
  });

  it('never bring a mail that may be in an inbox back to a state from which it is sent again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...deliveryStatuses),
        fc.array(fc.constantFrom(...kinds)),
        (status, events) => {
          const end = takeAll(delivery({ status }), events.map(eventOf));
          if (end.status !== status) expect(['due', 'sending', 'unknown']).not.toContain(end.status);
        },
      ),
    );
  });
});

describe("a run's account", () => {
  it('always balances', () => {
    const anyStatus = fc.option(fc.constantFrom(...deliveryStatuses), { nil: undefined });
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 60 }), statuses => {
        const due = statuses.map((_, index) => ({ subscriber: readerId(index), digest: '2026-08-18' }));
        const { sent, skipped, failed, unknown, inFlight, missing } = accountFor(due, ({ subscriber }) => {
          const status = statuses[Number.parseInt(subscriber, 16)];
          return status && delivery({ subscriber, status });
        });
        expect(sent + skipped + failed + unknown + inFlight).toBe(due.length);
        expect(missing).toHaveLength(failed + unknown + inFlight);
      }),
    );
  });
});
