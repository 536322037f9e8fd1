import { join } from 'node:path';
import { formatTable } from '../../ops/terminal/table.ts';
import type { ChaosResult } from './assess.ts';
import type { FaultName } from './fault-names.ts';
import { isKept, total } from './report.ts';
import { type ChaosPlace, type RunOptions, runChaos } from './run.ts';

/** What a fault did that had a run of its own. */
export interface Alone {
  readonly fault: FaultName;
  readonly result: ChaosResult;
  /** How often it happened. */
  readonly times: number;
  /** It happened, and what is promised was kept. */
  readonly kept: boolean;
}

/** Runs mostly wait, so two of them go on side by side: more would keep two cores from answering in time. */
const atOnce = 2;

/** Lives through a run for each fault, without any other. Each leaves what happened in a directory of its name. */
export async function runEachFault(options: RunOptions, place: ChaosPlace): Promise<readonly Alone[]> {
  const left = [...options.faults];
  const done: Alone[] = [];
  const work = async () => {
    for (let fault = left.shift(); fault !== undefined; fault = left.shift()) {
      const alone = await runAlone(options, fault, place);
      done.push(alone);
      place.tell(`${alone.kept ? 'kept' : 'NOT KEPT'}: ${fault}, ${alone.times} times`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return options.faults.flatMap(fault => done.filter(alone => alone.fault === fault));
}

async function runAlone(options: RunOptions, fault: FaultName, place: ChaosPlace): Promise<Alone> {
  const result = await runChaos(
    { ...options, faults: [fault] },
    { ...place, directory: join(place.directory, fault), tell: () => undefined },
  );
  const times = result.faults[fault] ?? 0;
  return { fault, result, times, kept: times > 0 && isKept(result, [fault]) };
}

/** A line for each fault. */
export function formatEachFault(runs: readonly Alone[]): string {
  return formatTable(
    ['fault', 'times', 'due', 'accepted', 'lost', 'repeated', 'unknown', 'kills', 'redriven', 'seconds', ''],
    runs.map(({ fault, times, result, kept }) => [
      fault,
      times,
      result.due,
      result.accepted,
      result.lost.length,
      result.repeated.length,
      result.unknown,
      total(result.kills),
      result.letters.redriven,
      Math.round(result.seconds),
      kept ? 'kept' : times === 0 ? 'DID NOT HAPPEN' : 'NOT KEPT',
    ]),
  );
}
