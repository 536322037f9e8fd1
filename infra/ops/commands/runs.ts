import { readRunAccount } from '../../../shared/deliveries/run-account.ts';
import { addDays, utcDay } from '../../../shared/platform/calendar.ts';
import type { Command, Context, Report } from '../command.ts';
import { formatFacts, formatTable } from '../terminal/table.ts';
import { parseDay } from './day.ts';
import { type Account, formatAccounts, readAccounts } from './read-accounts.ts';
import { noSuchRun, parseRun } from './run-id.ts';

export const runs: Command = {
  name: 'runs',
  summary: 'The runs of a day, or the account of one run by reason',
  words: '[RUN]',
  wordCount: [0, 1],
  options: {
    date: { value: 'DAY', help: 'list the runs of this UTC day (default: today and yesterday)' },
    missing: { help: 'with RUN: also list who has no final outcome, by subscriber id' },
  },
  details:
    'due = sent + skipped + failed + unknown + in flight, always: due from the manifests, the rest from the ledger.',
  examples: [
    'runs --local',
    'runs --stage prod --date 2026-08-18',
    'runs 2026-08-18T05:00Z --missing --stage prod',
  ],
  async run(input, context) {
    const [id] = input.words;
    if (id !== undefined) return describeRun(parseRun(id), input.has('missing'), context);
    const date = input.text('date');
    return listRuns(date === undefined ? undefined : parseDay('--date', date), context);
  },
};

async function listRuns(date: string | undefined, { target, clock }: Context): Promise<Report> {
  const today = utcDay(clock());
  const days = date === undefined ? [addDays(today, -1), today] : [date];
  const accounts = await readAccounts(target, days);
  const text = accounts.length === 0 ? `No runs on ${days.join(' or ')} (UTC).` : formatAccounts(accounts);
  return { text, data: accounts.map(({ missing, ...account }) => ({ ...account, missing: missing.length })) };
}

async function describeRun(run: string, withMissing: boolean, { target }: Context): Promise<Report> {
  const account = await readRunAccount(run, target);
  if (account === undefined) throw noSuchRun(run);
  const { missing, ...rest } = account;
  const parts = [formatAccount(account)];
  if (withMissing) parts.push('', formatMissing(missing));
  else if (missing.length > 0) parts.push('', `Who they are: npm run ops -- runs ${run} --missing`);
  return { text: parts.join('\n'), data: withMissing ? account : { ...rest, missing: missing.length } };
}

function formatAccount(account: Account): string {
  const { reasons, bounced, complained, missing } = account;
  return [
    formatAccounts([account]),
    '',
    formatFacts([
      ['bounced, of the sent', bounced],
      ['complained, of the sent', complained],
      ...Object.entries(reasons),
      ['without a final outcome', missing.length],
    ]),
  ].join('\n');
}

function formatMissing(missing: Account['missing']): string {
  if (missing.length === 0) return 'Nobody is missing.';
  return formatTable(
    ['subscriber', 'digest'],
    missing.map(({ subscriber, digest }) => [subscriber, digest]),
  );
}
