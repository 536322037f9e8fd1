import { parseTag } from '../../shared/deliveries/delivery-tag.ts';
import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import type { MailEvent } from '../../shared/deliveries/mail-event.ts';
import { noteEvent } from '../../shared/deliveries/note-event.ts';
import type { MailTag, SesEvent } from '../../shared/deliveries/ses-event.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { assertNever } from '../../shared/platform/never.ts';
import { withoutAddresses } from '../../shared/platform/redact.ts';
import type { SubscribersStore } from '../../shared/subscribers/store.ts';

export interface TakeInDeps {
  readonly ledger: Pick<LedgerStore, 'get' | 'replace'>;
  readonly subscribers: Pick<SubscribersStore, 'markUndeliverable'>;
  readonly clock: Clock;
}

export interface TakeInOutcome {
  /** What the event did to the ledger. */
  readonly ledger: 'changed' | 'unchanged' | 'no-such-delivery' | 'not-ours';
  /** Whether a reader gets no more mail because of it. */
  readonly suppressed: boolean;
}

/** Brings the ledger and the reader up to an SES event. Writes only what changes; any number of repeats is fine. */
export async function takeIn({ tag, event, suppress }: SesEvent, deps: TakeInDeps): Promise<TakeInOutcome> {
  const subscriber = subscriberOf(tag);
  if (subscriber === undefined || event === undefined) return { ledger: 'not-ours', suppressed: false };
  const ledger = tag.kind === 'digest' ? await applyToLedger(tag.tag, event, deps) : 'not-ours';
  const suppressed =
    suppress !== undefined && (await deps.subscribers.markUndeliverable(subscriber, suppress, deps.clock()));
  return { ledger, suppressed };
}

function subscriberOf(tag: MailTag): string | undefined {
  switch (tag.kind) {
    case 'digest':
      return parseTag(tag.tag)?.subscriber;
    case 'confirmation':
      return /^[0-9a-f]{32}$/.test(tag.subscriber) ? tag.subscriber : undefined;
    case 'other':
      return undefined;
    default:
      return assertNever(tag);
  }
}

async function applyToLedger(
  tag: string,
  event: MailEvent,
  deps: TakeInDeps,
): Promise<TakeInOutcome['ledger']> {
  const attempt = parseTag(tag);
  if (attempt === undefined) return 'not-ours';
  return noteEvent(attempt, redacted(event), deps);
}

/** Mailbox providers put addresses into their reasons. */
function redacted(event: MailEvent): MailEvent {
  return 'reason' in event ? { ...event, reason: withoutAddresses(event.reason).slice(0, 200) } : event;
}
