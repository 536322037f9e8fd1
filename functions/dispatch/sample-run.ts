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

/** The instants that a tick of dispatch covers: after `from`, through `to`. */
export interface Covered {
  readonly from: Date;
  readonly to: Date;
}

/** What a sample of a run's digests says of it. */
export interface SampledRun {
  /** Whether every slice was worked through. */
  readonly complete: boolean;
  readonly due: number;
  readonly sampled: number;
  /** Of the sample. */
  readonly inFlight: number;
  /** Of the sample: nobody knows whether they went out. */
  readonly unknown: number;
}

/** Readers come due on quarters of an hour: every zone's offset is a multiple of one. */
const quarter = 15 * 60_000;
/**
 * Digests looked at in a run, evenly spread over it: what stops a mailer stops many, and reading the line of every
 * digest again would cost as much as an eighth of all that a mail costs to read.
 */
const largestSample = 1_000;

/** The runs that were due so many milliseconds before the instants that a tick covers, oldest first. */
export function runsDueBefore({ from, to }: Covered, milliseconds: number): string[] {
  const runs: string[] = [];
  const after = from.getTime() - milliseconds;
  for (let at = Math.floor(after / quarter + 1) * quarter; at <= to.getTime() - milliseconds; at += quarter)
    runs.push(runId(new Date(at)));
  return runs;
}

/** Undefined for an instant at which nobody was due. */
export async function sampleRun(run: string, { runs, ledger }: AuditDeps): Promise<SampledRun | undefined> {
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
