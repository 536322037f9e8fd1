import { assertNever } from '../platform/never.ts';
import type { Delivery } from './delivery.ts';

/** One digest that fan-out queued. */
export interface DueDigest {
  readonly subscriber: string;
  readonly digest: string;
}

/** A run's books: `due = sent + skipped + failed + unknown + inFlight`, always. */
export interface RunAccount {
  readonly due: number;
  readonly sent: number;
  readonly skipped: number;
  readonly failed: number;
  readonly unknown: number;
  /** Queued but without an outcome: waiting, being sent, or put off. */
  readonly inFlight: number;
  /** Of the sent: what SES reported afterwards. */
  readonly bounced: number;
  readonly complained: number;
  /** How often each reason was given, `skipped: paused` → 3. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Those without a final outcome (unknown, in flight, failed): what "send only the missing" means. */
  readonly missing: readonly DueDigest[];
}

type Column = 'sent' | 'skipped' | 'failed' | 'unknown' | 'inFlight';

/** Balances what was queued against the ledger. `find` gives a digest's line, if it has one. */
export function accountFor(
  due: readonly DueDigest[],
  find: (digest: DueDigest) => Delivery | undefined,
): RunAccount {
  const columns: Record<Column, number> = { sent: 0, skipped: 0, failed: 0, unknown: 0, inFlight: 0 };
  const reasons: Record<string, number> = {};
  const missing: DueDigest[] = [];
  let bounced = 0;
  let complained = 0;
  for (const digest of due) {
    const delivery = find(digest);
    const column = columnOf(delivery);
    columns[column] += 1;
    if (delivery?.status === 'bounced') bounced += 1;
    if (delivery?.status === 'complained') complained += 1;
    if (delivery?.reason !== undefined) {
      const reason = `${delivery.status}: ${delivery.reason}`;
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
    if (column !== 'sent' && column !== 'skipped') missing.push(digest);
  }
  return { due: due.length, ...columns, bounced, complained, reasons, missing };
}

function columnOf(delivery: Delivery | undefined): Column {
  if (delivery === undefined) return 'inFlight';
  switch (delivery.status) {
    case 'due':
    case 'sending':
      return 'inFlight';
    case 'sent':
    case 'bounced':
    case 'complained':
      return 'sent';
    case 'skipped':
      return 'skipped';
    case 'failed':
      return 'failed';
    case 'unknown':
      return 'unknown';
    default:
      return assertNever(delivery.status);
  }
}
