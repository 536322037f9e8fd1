import { ledgerDays } from '../../../shared/deliveries/ledger-store.ts';
import { OpsError } from '../ops-error.ts';

/** Reads a run's id as `runs` prints it: `2026-08-18T05:00Z`. Throws OpsError with an example. */
export function parseRun(text: string): string {
  const run = text.trim().toUpperCase();
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(run) && !Number.isNaN(Date.parse(run))) return run;
  throw new OpsError(
    `${text} is not the id of a run. It is an instant in UTC, as the command runs lists them: 2026-08-18T05:00Z`,
  );
}

export function noSuchRun(run: string): OpsError {
  return new OpsError(
    `There was no run ${run}. List those of a day with: npm run ops -- runs --date ${run.slice(0, 10)}. Runs are kept for ${ledgerDays} days.`,
  );
}
