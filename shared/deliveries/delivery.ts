import * as z from 'zod';
import { utcDay } from '../platform/calendar.ts';
import { digestKeySchema, firstDate } from './digest-key.ts';
import { dueInstant } from './run.ts';

/**
 * Where one digest of one subscriber stands.
 *
 *            claim (lease)               SES accepted
 *   (none) ───────────────▶ sending ──────────────────▶ sent ──▶ bounced | complained
 *      │       ▲               │ throttled ─▶ due (claimed again later)
 *      │       │               │ refused for good ─▶ failed
 *      ▼       │               └ no answer, or the lease ran out ─▶ unknown
 *   skipped    └── the grace passed without an SES event ── unknown ── an SES event with our tag ─▶ sent
 */
export const deliveryStatuses = [
  'due',
  'sending',
  'sent',
  'skipped',
  'failed',
  'unknown',
  'bounced',
  'complained',
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Why a digest was skipped before anybody looked at the listings. Other reasons say what was found there. */
const unseenReasons = ['paused', 'unsubscribed', 'suppressed', 'superseded'] as const;
export type SkipReason = (typeof unseenReasons)[number];

/** One line of the ledger: there is never more than one for a (subscriber, digest). */
export const deliverySchema = z.object({
  version: z.literal(1),
  subscriber: z.string(),
  digest: digestKeySchema,
  /** The run that worked on it last. */
  run: z.string(),
  status: z.enum(deliveryStatuses),
  /** How often it was claimed; 0 for a skip. Part of the tag, so that an event names the very call. */
  attempt: z.int().min(0),
  /** ISO instant. `sending`: end of the lease; `unknown`: end of the grace; `due`: not before. */
  until: z.string().optional(),
  /** Why it was skipped, failed, bounced, is unknown or had to wait. Never holds an address. */
  reason: z.string().optional(),
  /** The list days that this digest covers. */
  days: z.array(z.string()),
  /** The papers in the mail. */
  papers: z.array(z.string()),
  /** Those of them that were shown as rising: nobody is told so of a paper twice. Absent when there are none. */
  rising: z.array(z.string()).optional(),
  /** SES's id of the accepted mail. */
  messageId: z.string().optional(),
  /** ISO instant of the last change. */
  updatedAt: z.string(),
});
export type Delivery = z.output<typeof deliverySchema>;

/** A line of the digest that a job of a run is about. */
export function lineOf(
  { subscriber, digest, run }: Pick<Delivery, 'subscriber' | 'digest' | 'run'>,
  now: Date,
  fields: Pick<Delivery, 'status' | 'attempt' | 'days' | 'papers'> & Partial<Delivery>,
): Delivery {
  return { version: 1, subscriber, digest, run, updatedAt: now.toISOString(), ...fields };
}

/** Statuses after which the mail is, or may be, in the reader's inbox. */
const arrivedStatuses: ReadonlySet<DeliveryStatus> = new Set([
  'sending',
  'sent',
  'unknown',
  'bounced',
  'complained',
]);

/** Whether the mail is, or may be, in the reader's inbox. */
export function mayHaveArrived({ status }: Pick<Delivery, 'status'>): boolean {
  return arrivedStatuses.has(status);
}

/** What earlier digests of a reader mean for the next one. Dates are the UTC days on which those digests were due. */
export interface Past {
  /** List days not to cover again, with the date of the latest digest that covered each. */
  readonly covered: ReadonlyMap<string, string>;
  /** Ids of papers not to mail again as new, with the date of the latest digest that carried each. */
  readonly sent: ReadonlyMap<string, string>;
  /** Papers that were shown as rising. */
  readonly risen: ReadonlySet<string>;
  /** When the latest of them that looked at the listings was due. */
  readonly lastDueAt: Date | undefined;
  /** The first local date on which a digest was skipped for a pause. */
  readonly pausedFrom: string | undefined;
}

export function pastOf(deliveries: readonly Delivery[]): Past {
  const covered = new Map<string, string>();
  const sent = new Map<string, string>();
  const risen = new Set<string>();
  const failedDays = new Set<string>();
  let lastDueAt: Date | undefined;
  for (const delivery of deliveries.filter(({ status }) => status !== 'due')) {
    const dueAt = dueInstant(delivery.run);
    if (sawListings(delivery) && (lastDueAt === undefined || dueAt > lastDueAt)) lastDueAt = dueAt;
    noteLatest(covered, coveredBy(delivery, failedDays), utcDay(dueAt));
    if (!mayHaveArrived(delivery)) continue;
    noteLatest(sent, delivery.papers, utcDay(dueAt));
    for (const paper of delivery.rising ?? []) risen.add(paper);
  }
  const [pausedFrom] = deliveries
    .filter(({ status, reason }) => status === 'skipped' && reason === 'paused')
    .map(({ digest }) => firstDate(digest))
    .sort();
  return { covered, sent, risen, lastDueAt, pausedFrom };
}

/**
 * A digest that gave way to a later one leaves its days to that. A failed one leaves them to the next, and those that
 * fail again are given up: a paper that no mail may hold would otherwise end a reader's mail.
 */
function coveredBy({ status, reason, days }: Delivery, failedBefore: Set<string>): readonly string[] {
  if (status === 'skipped' && reason === 'superseded') return [];
  if (status !== 'failed') return days;
  const again = days.filter(day => failedBefore.has(day));
  for (const day of days) failedBefore.add(day);
  return again;
}

function sawListings({ status, reason }: Delivery): boolean {
  return status !== 'skipped' || !unseenReasons.some(unseen => unseen === reason);
}

function noteLatest(dates: Map<string, string>, keys: readonly string[], date: string): void {
  for (const key of keys) if (date > (dates.get(key) ?? '')) dates.set(key, date);
}
