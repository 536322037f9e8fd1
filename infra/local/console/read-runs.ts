import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createLedgerStore } from '../../../shared/deliveries/ledger-store.ts';
import { readRunAccount } from '../../../shared/deliveries/run-account.ts';
import { createRunsStore } from '../../../shared/deliveries/runs-store.ts';
import { createLocalDynamoClient } from '../servers/local-clients.ts';
import type { RunView } from './console-view.ts';

/** Reads the runs of a UTC day with their accounts, oldest first, from the deliveries table. */
export function createRunsReader(
  dynamoUrl: string,
  table: string,
): { read(day: string): Promise<readonly RunView[]>; close(): void } {
  const base = createLocalDynamoClient(dynamoUrl);
  const client = DynamoDBDocumentClient.from(base);
  const runs = createRunsStore(client, table);
  const ledger = createLedgerStore(client, table);
  return {
    async read(day) {
      const found = await runs.listRuns(day);
      const accounts = await Promise.all(found.map(({ id }) => readRunAccount(id, { runs, ledger })));
      return accounts.filter(account => account !== undefined);
    },
    close() {
      base.destroy();
    },
  };
}
