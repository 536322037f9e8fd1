import { readRunAccount } from '../../../shared/deliveries/run-account.ts';
import type { Target } from '../target/target.ts';
import { type Cell, formatTable } from '../terminal/table.ts';

export type Account = NonNullable<Awaited<ReturnType<typeof readRunAccount>>>;

/** The accounts of the newest `limit` runs of these UTC days (ascending), oldest first. */
export async function readAccounts(
  { runs, ledger }: Pick<Target, 'runs' | 'ledger'>,
  days: readonly string[],
  limit = Number.POSITIVE_INFINITY,
): Promise<Account[]> {
  const found = (await Promise.all(days.map(day => runs.listRuns(day)))).flat();
  const accounts: Account[] = [];
  for (const { id } of found.slice(Math.max(0, found.length - limit))) {
    const account = await readRunAccount(id, { runs, ledger });
    if (account !== undefined) accounts.push(account);
  }
  return accounts;
}

const headings = ['run', 'due', 'sent', 'skipped', 'failed', 'unknown', 'in flight', 'fan-out'];

export function formatAccounts(accounts: readonly Account[]): string {
  return formatTable(headings, accounts.map(rowOf));
}

function rowOf({ run, due, sent, skipped, failed, unknown, inFlight, complete }: Account): Cell[] {
  return [run, due, sent, skipped, failed, unknown, inFlight, complete ? 'complete' : 'going on'];
}
