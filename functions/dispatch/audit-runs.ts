import { type AuditDeps, type Covered, runsDueBefore, sampleRun } from './sample-run.ts';

export interface AuditOutcome {
  readonly audited: number;
  /** Runs with slices that were not worked through, or with digests that have no outcome yet. */
  readonly incompleteRuns: number;
  /** Digests of which nobody knows whether they went out, among those looked at. */
  readonly outcomesUnknown: number;
}

/** By then a run is over, or something is in its way. */
const auditAfter = 2 * 3_600_000;
/** By then an outcome that nobody knew has had time for its Send event, and for its grace. */
const lookForUnknownAfter = 3_600_000;
/** A run takes about a second; what would start with less than this left is left out. */
const reserveMilliseconds = 15_000;

/**
 * Looks at the runs that were due two hours before what a tick covers and counts those that are not over. A run that
 * cannot be audited counts as incomplete, for nobody can show that it is not. Outcomes that nobody knows are counted an
 * hour earlier too.
 */
export async function auditRuns(
  covered: Covered,
  remaining: () => number,
  deps: AuditDeps,
): Promise<AuditOutcome> {
  let audited = 0;
  let incompleteRuns = 0;
  let outcomesUnknown = 0;
  const looks = [
    ...runsDueBefore(covered, auditAfter).map(run => ({ run, isLast: true })),
    ...runsDueBefore(covered, lookForUnknownAfter).map(run => ({ run, isLast: false })),
  ];
  for (const { run, isLast } of looks) {
    if (remaining() < reserveMilliseconds) {
      deps.log.warn('no time to audit', { run });
      break;
    }
    try {
      const books = await sampleRun(run, deps);
      if (books === undefined) continue;
      audited += 1;
      outcomesUnknown += books.unknown;
      if (books.unknown > 0) deps.log.warn('outcomes unknown', { run, ...books });
      if (!isLast || (books.complete && books.inFlight === 0)) continue;
      incompleteRuns += 1;
      deps.log.warn('run incomplete', { run, ...books });
    } catch (error) {
      if (isLast) incompleteRuns += 1;
      deps.log.error('run not audited', error, { run });
    }
  }
  return { audited, incompleteRuns, outcomesUnknown };
}
