import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RunAccount } from '../../../shared/deliveries/account.ts';
import { createLedgerStore } from '../../../shared/deliveries/ledger-store.ts';
import { readRunAccount } from '../../../shared/deliveries/run-account.ts';
import { createRunsStore } from '../../../shared/deliveries/runs-store.ts';
import { addDays } from '../../../shared/platform/calendar.ts';
import type { LocalSystem } from '../local-system.ts';

export type Totals = Record<'due' | 'sent' | 'skipped' | 'failed' | 'unknown' | 'inFlight', number> & {
  readonly runs: number;
  /** Runs whose manifests are not complete. */
  readonly incompleteRuns: number;
};

/** Adds up the accounts of every run that came due on these UTC days or the day before. */
export async function addUpRuns(system: LocalSystem, days: readonly string[]): Promise<Totals> {
  const { DELIVERIES_TABLE: table = '' } = system.environmentOf('Mailer');
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: system.dynamoUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  );
  const runs = createRunsStore(client, table);
  const ledger = createLedgerStore(client, table);
  const accounts: (RunAccount & { complete: boolean })[] = [];
  for (const day of withDayBefore(days)) {
    for (const run of await runs.listRuns(day)) {
      const account = await readRunAccount(run.id, { runs, ledger });
      if (account) accounts.push(account);
    }
  }
  client.destroy();
  return {
    due: sum(accounts, account => account.due),
    sent: sum(accounts, account => account.sent),
    skipped: sum(accounts, account => account.skipped),
    failed: sum(accounts, account => account.failed),
    unknown: sum(accounts, account => account.unknown),
    inFlight: sum(accounts, account => account.inFlight),
    runs: accounts.length,
    incompleteRuns: accounts.filter(account => !account.complete).length,
  };
}

/** The first tick after a gap catches up on the 24 hours before it. */
function withDayBefore(days: readonly string[]): string[] {
  const all = days.flatMap(day => [addDays(day, -1), day]);
  return [...new Set(all)].sort();
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
