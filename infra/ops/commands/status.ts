import type { DayRecord } from '../../../shared/papers/paper.ts';
import { addDays, utcDay } from '../../../shared/platform/calendar.ts';
import type { Command, Context } from '../command.ts';
import { type Depth, depthOf, unitQueues } from '../target/queues.ts';
import { formatFacts, formatTable } from '../terminal/table.ts';
import { counted, minuteUtc } from '../terminal/words.ts';
import { describeBreaker } from './breaker-words.ts';
import { countReaders, describeReaders } from './count-readers.ts';
import { formatAccounts, readAccounts } from './read-accounts.ts';

const shownRuns = 6;
/** Counting a million readers takes minutes; the glance stops about here. */
const glance = 10_000;

export const status: Command = {
  name: 'status',
  summary: 'Today at a glance: the listing, the last runs, whether mail may go out, queues, readers',
  words: '',
  wordCount: [0, 0],
  options: {},
  examples: ['status --local', 'status --stage prod --json'],
  async run(_input, context) {
    const seen = await look(context);
    const { at, days, breaker, quota, readers, runs, queues } = seen;
    const rows = queues.map(({ unit, queue, deadLetters }) => [
      unit,
      queue?.waiting ?? '',
      queue?.hidden ?? '',
      deadLetters,
    ]);
    const text = [
      `${context.target.name}, ${minuteUtc(at)}`,
      '',
      formatFacts([
        ...days.map(day => ['listing', describeDay(day)] as const),
        ...(days.length === 0 ? [['listing', 'none of today or yesterday has been read'] as const] : []),
        ['sending', describeBreaker(breaker)],
        ['quota', describeQuota(quota)],
        ['readers', describeReaders(readers)],
      ]),
      '',
      runs.length === 0 ? 'No runs today or yesterday.' : formatAccounts(runs),
      '',
      formatTable(['function', 'waiting', 'in work', 'dead letters'], rows),
    ].join('\n');
    return { text, data: seen };
  },
};

async function look({ target, clock, terminal }: Context) {
  const at = clock();
  const today = utcDay(at);
  const days = [addDays(today, -1), today] as const;
  const [records, breaker, quota, readers, runs, queues] = await Promise.all([
    target.papers.getDayRecords(...days),
    target.breaker.read(),
    target.mails.getQuota(),
    countReaders(target, at, { most: glance, terminal }),
    readAccounts(target, days, shownRuns),
    Promise.all(
      unitQueues(target).map(async ({ unit, source, deadLetters }) => ({
        unit,
        queue: source === undefined ? undefined : await depthOf(target, source),
        deadLetters: total(await depthOf(target, deadLetters)),
      })),
    ),
  ]);
  return { at: at.toISOString(), days: records.toReversed(), breaker, quota, readers, runs, queues };
}

/** A dead letter that somebody looks at is still there. */
function total({ waiting, hidden }: Depth): number {
  return waiting + hidden;
}

/** `2026-08-18: settled at 08:05 UTC, 31 papers`. */
export function describeDay({
  day,
  status: state,
  settledAt,
  entryCount,
  empty,
  delayed,
}: DayRecord): string {
  const papers = empty === undefined ? counted(entryCount, 'paper') : `no papers (${empty})`;
  const when = settledAt === undefined ? state : `settled at ${minuteUtc(settledAt)}`;
  const late = delayed === undefined ? '' : `; delayed since ${minuteUtc(delayed.since)}: ${delayed.reason}`;
  return `${day}: ${papers}, ${when}${late}`;
}

function describeQuota({
  daily,
  perSecond,
  sentLastDay,
}: {
  daily: number;
  perSecond: number;
  sentLastDay: number;
}) {
  const most = Number.isFinite(daily) ? daily.toLocaleString('en-US') : 'any number';
  return `${sentLastDay.toLocaleString('en-US')} of ${most} mails in 24 hours, ${perSecond} a second`;
}
