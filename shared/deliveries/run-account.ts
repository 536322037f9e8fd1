import type { RunAccount } from './account.ts';
import { accountFor } from './account.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { RunsStore } from './runs-store.ts';

/** A run's account with whether its manifests are complete; undefined when there was no such run. */
export async function readRunAccount(
  run: string,
  { runs, ledger }: { runs: Pick<RunsStore, 'get' | 'due'>; ledger: Pick<LedgerStore, 'find'> },
): Promise<(RunAccount & { readonly run: string; readonly complete: boolean }) | undefined> {
  const found = await runs.get(run);
  if (found === undefined) return undefined;
  const due = await runs.due(run);
  const deliveries = await ledger.find(due);
  const account = accountFor(due, digest => deliveries.get(`${digest.subscriber}/${digest.digest}`));
  const finished = new Set(found.finishedSlices);
  return { ...account, run, complete: found.slices.every(slice => finished.has(slice)) };
}
