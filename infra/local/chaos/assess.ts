import { join } from 'node:path';
import { dailyKey } from '../../../shared/deliveries/due-digest-key.ts';
import { readAccepted } from '../servers/ses/outbox.ts';
import { type Comparison, compare } from './compare.ts';
import type { LetterCount } from './dead-letters.ts';
import type { FaultName } from './fault-names.ts';
import { type MissedKill, missedKills } from './missed-kills.ts';
import { openMoments } from './moments.ts';
import type { ChaosPlan } from './plan.ts';
import type { ChaosReader } from './readers.ts';
import { type Case, tellCases } from './tell-case.ts';
import { countUnnoted } from './unnoted.ts';
import { untilDone, withTarget } from './with-target.ts';

export interface ChaosResult extends Comparison {
  readonly seed: number;
  /** Outcomes that the ledger does not know, or never came to. */
  readonly unknown: number;
  /** Processes killed, by function. */
  readonly kills: Readonly<Record<string, number>>;
  /** Kills that were planned, and had no moment. */
  readonly missed: readonly MissedKill[];
  /** Times that something went wrong, by fault. */
  readonly faults: Readonly<Record<string, number>>;
  /** Accepted calls whose answer nobody wrote down. */
  readonly unnoted: number;
  /** Repeats of calls that were noted, which nothing excuses. */
  readonly unexplained: number;
  readonly letters: LetterCount;
  /** What is known of each digest that was lost or repeated. */
  readonly cases: readonly Case[];
  readonly seconds: number;
}

/** What happened, as far as the run's own process saw it. */
export interface Lived {
  readonly seed: number;
  readonly day: string;
  readonly faults: readonly FaultName[];
  readonly readers: readonly ChaosReader[];
  readonly letters: LetterCount;
  /** Faults of the listing, one for each time. */
  readonly upstream: readonly string[];
}

/** Compares what SES accepted with who was due, and counts what went wrong. `directory` is the run's. */
export async function assess(
  plan: ChaosPlan,
  { seed, day, faults, readers, letters, upstream }: Lived,
  directory: string,
): Promise<Omit<ChaosResult, 'seconds'>> {
  const stateDirectory = join(directory, 'state');
  const accepted = await readAccepted(join(stateDirectory, 'outbox'));
  const excused = new Set([...plan.leavers, ...(plan.rejected === undefined ? [] : [plan.rejected])]);
  const comparison = compare(readers, excused, accepted);
  const due = readers.filter((_, number) => !excused.has(number));
  const digests = due.map(({ id }) => ({ subscriber: id, digest: dailyKey(day) }));
  const lines = await untilDone(() => withTarget({ stateDirectory }, ({ ledger }) => ledger.find(digests)));
  const settled = [...lines.values()].filter(({ status }) => !['due', 'sending', 'unknown'].includes(status));
  const moments = openMoments(join(directory, 'moments'));
  const diary = moments.past;
  const unnoted = countUnnoted(diary);
  return {
    ...comparison,
    seed,
    unknown: due.length - settled.length,
    kills: countBy(diary.filter(entry => entry.kind === 'kill').map(({ victim }) => victim)),
    missed: missedKills(plan.kills, diary, moment => moments.count(moment)),
    faults: countBy([
      ...diary.filter(entry => entry.kind === 'fault').map(({ fault }) => fault),
      ...upstream,
      ...plan.poison.map(() => 'poison-messages'),
      // The ticks themselves are planned, so these need no counting.
      ...faults.filter(name => name.startsWith('schedule-')),
    ]),
    unnoted: [...unnoted.values()].reduce((sum, calls) => sum + calls, 0),
    unexplained: comparison.repeated.filter(
      ({ reader, accepted: calls }) => calls.length - 1 > (unnoted.get(reader.email) ?? 0),
    ).length,
    letters,
    cases: await tellCases(comparison, [...lines.values()], join(stateDirectory, 'logs')),
  };
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
