import * as z from 'zod';
import { digestKeySchema } from './digest-key.ts';
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

export const skipReasons = ['nothing-new', 'paused', 'unsubscribed', 'suppressed'] as const;
export type SkipReason = (typeof skipReasons)[number];

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
  /** SES's id of the accepted mail. */
  messageId: z.string().optional(),
  /** ISO instant of the last change. */
  updatedAt: z.string(),
});
export type Delivery = z.output<typeof deliverySchema>;

/** Statuses after which the mail is, or may be, in the reader's inbox. */
const mayHaveArrived: ReadonlySet<DeliveryStatus> = new Set([
  'sending',
  'sent',
  'unknown',
  'bounced',
  'complained',
]);

/** What earlier digests of a reader mean for the next one. */
export interface Past {
  /** List days not to cover again. */
  readonly covered: string[];
  /** Papers not to mail again. */
  readonly sent: Set<string>;
  /** When the latest of them that looked at the listings was due. */
  readonly lastDueAt: Date | undefined;
}

export function pastOf(deliveries: readonly Delivery[]): Past {
  const covered = new Set<string>();
  const sent = new Set<string>();
  let lastDueAt: Date | undefined;
  for (const delivery of deliveries) {
    if (delivery.status === 'due') continue;
    if (delivery.status !== 'skipped' || delivery.reason === 'nothing-new') {
      const dueAt = dueInstant(delivery.run);
      if (lastDueAt === undefined || dueAt > lastDueAt) lastDueAt = dueAt;
    }
    for (const day of delivery.days) covered.add(day);
    if (!mayHaveArrived.has(delivery.status)) continue;
    for (const paper of delivery.papers) sent.add(paper);
  }
  return { covered: [...covered].sort(), sent, lastDueAt };
}
