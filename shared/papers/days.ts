import { addDays, isoWeekday, startOfDay, utcDay } from '../platform/calendar.ts';
import { assertNever } from '../platform/never.ts';
import { isArxivHoliday } from './holidays.ts';
import type { DayRecord, EmptyReason } from './paper.ts';

/** Nothing can be submitted to Daily Papers on a Saturday or Sunday (UTC). */
export function isWeekend(day: string): boolean {
  return isoWeekday(day) > 5;
}

/** Whether a poll at this instant comes at or after the hour (UTC, of that day) from which the day counts as full. */
export function isPastSettleHour(day: string, settleHour: number, at: Date): boolean {
  return at.getTime() >= startOfDay(day) + settleHour * 3_600_000;
}

/** How a poll of one day went. `not-yet`: the source says that there is no such day yet. */
export type Poll =
  | { readonly kind: 'read' }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface PolledDay {
  readonly day: string;
  readonly known: DayRecord | undefined;
  readonly poll: Poll;
  /** How many entries the day has after the poll. */
  readonly entryCount: number;
  /** The poll's scheduled time. */
  readonly at: Date;
  readonly settleHour: number;
}

/**
 * What is known of the day after a poll; undefined when there is nothing to keep, for the day is still to come. A
 * settled day stays settled. The same poll twice gives the same record.
 */
export function dayAfterPoll(polled: PolledDay): DayRecord | undefined {
  const { day, poll, entryCount, at, settleHour } = polled;
  if (day > utcDay(at) && entryCount === 0) return undefined;
  switch (poll.kind) {
    case 'read':
      return read(polled);
    case 'failed':
      return failed(polled, poll.reason);
    case 'not-yet':
      // The source may be slow to open a day, but not slower than the settle hour, and a past day has been there.
      if (isWeekend(day) || !isPastSettleHour(day, settleHour, at)) return read(polled);
      return failed(polled, 'the source says that there is no such day');
    default:
      return assertNever(poll);
  }
}

function read({ day, known, entryCount, at, settleHour }: PolledDay): DayRecord {
  const settledAt =
    known?.settledAt ?? (isPastSettleHour(day, settleHour, at) ? at.toISOString() : undefined);
  const settled = settledAt !== undefined;
  return {
    day,
    status: settled ? 'settled' : 'filling',
    ...(settled && { settledAt }),
    ...(entryCount === 0 && { empty: whyEmpty(day, settled ? 'nothing-listed' : 'still-filling') }),
    entryCount,
  };
}

function failed({ day, known, entryCount, at }: PolledDay, reason: string): DayRecord {
  const sourceDown = isWeekend(day) ? 'weekend' : 'source-down';
  const empty = known?.status === 'settled' ? (known.empty ?? sourceDown) : sourceDown;
  return {
    day,
    status: known?.status ?? 'filling',
    ...(known?.settledAt !== undefined && { settledAt: known.settledAt }),
    delayed: { since: known?.delayed?.since ?? at.toISOString(), reason },
    ...(entryCount === 0 && { empty }),
    entryCount,
  };
}

/** A day starts with the announcement of the evening before (US Eastern), so a holiday empties that day or the next. */
function whyEmpty(day: string, otherwise: EmptyReason): EmptyReason {
  if (isWeekend(day)) return 'weekend';
  if (isArxivHoliday(day) || isArxivHoliday(addDays(day, -1))) return 'holiday';
  return otherwise;
}
