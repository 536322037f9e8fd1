import { accountFor } from '../../shared/deliveries/account.ts';
import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { runId } from '../../shared/deliveries/run.ts';
import type { RunsStore } from '../../shared/deliveries/runs-store.ts';
import type { Log } from '../../shared/platform/log.ts';

export interface AuditDeps {
  readonly runs: Pick<RunsStore, 'get' | 'due'>;
  readonly ledger: Pick<LedgerStore, 'find'>;
  readonly log: Log;
}

export interface AuditOutcome {
  readonly audited: number;
  /** Runs with slices that were not worked through, or with digests that have no outcome yet. */
  readonly incompleteRuns: number;
  /** Digests of which nobody knows whether they went out, among those looked at. */
  readonly outcomesUnknown: number;
}

/** By then a run is over, or something is in its way. */
export const auditAfter = 2 * 3_600_000;
/** Readers come due on quarters of an hour: every zone's offset is a multiple of one. */
const quarter = 15 * 60_000;
/**
 * Digests looked at in a run, evenly spread over it: what stops a mailer stops many, and reading the line of every
 * digest again would cost as much as an eighth of all that a mail costs to read.
 */
const largestSample = 1_000;
/** A run takes about a second; what would start with less than this left is left out. */
const reserveMilliseconds = 15_000;

/**
 * Looks at the runs that were due two hours before (from, to] and counts those that are not over. A run that cannot
 * be audited counts as incomplete, for nobody can show that it is not.
 */
export async function auditRuns(
  { from, to }: { readonly from: Date; readonly to: Date },
  remaining: () => number,
  deps: AuditDeps,
): Promise<AuditOutcome> {
  let audited = 0;
  let incompleteRuns = 0;
  let outcomesUnknown = 0;
  for (const run of runsDue(from.getTime() - auditAfter, to.getTime() - auditAfter)) {
    if (remaining() < reserveMilliseconds) {
      deps.log.warn('no time to audit', { run });
      break;
    }
    try {
      const books = await readBooks(run, deps);
      if (books === undefined) continue;
      audited += 1;
      outcomesUnknown += books.unknown;
      if (books.complete && books.inFlight === 0) continue;
      incompleteRuns += 1;
      deps.log.warn('run incomplete', { run, ...books });
    } catch (error) {
      incompleteRuns += 1;
      deps.log.error('run not audited', error, { run });
    }
  }
  return { audited, incompleteRuns, outcomesUnknown };
}

function runsDue(after: number, through: number): string[] {
  const runs: string[] = [];
  for (let at = Math.floor(after / quarter + 1) * quarter; at <= through; at += quarter)
    runs.push(runId(new Date(at)));
  return runs;
}

/** Undefined for an instant at which nobody was due. */
async function readBooks(run: string, { runs, ledger }: AuditDeps) {
  const found = await runs.get(run);
  if (found === undefined) return undefined;
  const finished = new Set(found.finishedSlices);
  const due = await runs.due(run);
  const step = Math.max(1, due.length / largestSample);
  const sample = Array.from({ length: Math.floor(due.length / step) }, (_, index) =>
    due.at(Math.floor(index * step)),
  ).filter(digest => digest !== undefined);
  const deliveries = await ledger.find(sample);
  const { inFlight, unknown } = accountFor(sample, digest =>
    deliveries.get(`${digest.subscriber}/${digest.digest}`),
  );
  const complete = found.slices.every(slice => finished.has(slice));
  return { complete, due: due.length, sampled: sample.length, inFlight, unknown };
}
