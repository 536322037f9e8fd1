import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { dailyKey } from '../../../shared/deliveries/due-digest-key.ts';
import { synthesise } from '../../synthesise.ts';
import { readAccepted } from '../servers/ses/outbox.ts';
import { chaosContext } from './chaos-stage.ts';
import { type Comparison, compare } from './compare.ts';
import { startListing } from './listing.ts';
import { readDiary } from './moments.ts';
import type { ChaosOptions } from './options.ts';
import { planChaos } from './plan.ts';
import { readersOf } from './readers.ts';
import { startRunner } from './runner.ts';
import { liveThrough, withTarget } from './story.ts';
import { type Case, tellCases } from './tell-case.ts';
import { countUnnoted } from './unnoted.ts';

export interface ChaosResult extends Comparison {
  readonly seed: number;
  /** Outcomes that the ledger does not know, or never came to. */
  readonly unknown: number;
  /** Processes killed, by function. */
  readonly kills: Readonly<Record<string, number>>;
  /** Times that something went wrong, by fault. */
  readonly faults: Readonly<Record<string, number>>;
  /** Accepted calls whose answer nobody wrote down. */
  readonly unnoted: number;
  /** Repeats of calls that were noted, which nothing excuses. */
  readonly unexplained: number;
  /** Dead letters that had to be given back. */
  readonly redriven: number;
  /** What is known of each digest that was lost or repeated. */
  readonly cases: readonly Case[];
  readonly seconds: number;
}

export interface ChaosPlace {
  /** Emptied first. */
  readonly directory: string;
  /** A synthesised assembly; made when it is missing. */
  readonly assemblyDirectory: string;
  readonly tell: (line: string) => void;
}

/** Synthesises the app for the stage in which time runs faster. */
export async function synthesiseChaos(directory: string): Promise<void> {
  const cdkJson: unknown = JSON.parse(await readFile(`${import.meta.dirname}/../../../cdk.json`, 'utf8'));
  const { context } = z
    .object({ context: z.object({ stages: z.record(z.string(), z.unknown()) }) })
    .parse(cdkJson);
  await synthesise({ directory, context: chaosContext(context.stages) });
}

/** Lives through the plan of a seed and compares. Leaves all that happened in the directory. */
export async function runChaos(options: ChaosOptions, place: ChaosPlace): Promise<ChaosResult> {
  const started = performance.now();
  const { directory, assemblyDirectory, tell } = place;
  const stateDirectory = join(directory, 'state');
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const plan = planChaos(options);
  const readers = readersOf(options.subscribers);
  const day = lastWeekday(new Date());
  const mailer = options.mailer && compileHandler(options.mailer, join(directory, 'mailer.mjs'));
  const listing = await startListing(options.listing, day, plan.upstream);
  try {
    const runner = await startRunner({
      directory,
      assemblyDirectory,
      listingUrl: listing.url,
      seed: options.seed,
      subscribers: options.subscribers,
      kills: options.kills,
      faults: [...options.faults],
      ...(mailer && { mailer }),
    });
    try {
      const { redriven } = await liveThrough(day, readers, plan, { runner, stateDirectory, tell });
      const accepted = await readAccepted(join(stateDirectory, 'outbox'));
      const excused = new Set([...plan.leavers, ...(plan.rejected === undefined ? [] : [plan.rejected])]);
      const comparison = compare(readers, excused, accepted);
      const due = readers.filter((_, number) => !excused.has(number));
      const lines = await withTarget({ stateDirectory }, ({ ledger }) =>
        ledger.find(due.map(({ id }) => ({ subscriber: id, digest: dailyKey(day) }))),
      );
      const settled = [...lines.values()].filter(
        ({ status }) => !['due', 'sending', 'unknown'].includes(status),
      );
      const diary = readDiary(join(directory, 'moments'));
      const unnoted = countUnnoted(diary);
      return {
        ...comparison,
        seed: options.seed,
        unknown: due.length - settled.length,
        kills: countBy(diary.filter(entry => entry.kind === 'kill').map(({ victim }) => victim)),
        faults: countBy([
          ...diary.filter(entry => entry.kind === 'fault').map(({ fault }) => fault),
          ...listing.happened,
          ...options.faults.filter(name => name.startsWith('schedule-') || name === 'events-never'),
        ]),
        unnoted: [...unnoted.values()].reduce((sum, calls) => sum + calls, 0),
        unexplained: comparison.repeated.filter(
          ({ reader, accepted: calls }) => calls.length - 1 > (unnoted.get(reader.email) ?? 0),
        ).length,
        redriven,
        cases: await tellCases(comparison, [...lines.values()], join(stateDirectory, 'logs')),
        seconds: (performance.now() - started) / 1_000,
      };
    } finally {
      await runner.stop();
    }
  } finally {
    await listing.close();
  }
}

/** The listing has papers on weekdays. */
function lastWeekday(now: Date): string {
  const back = { 0: 2, 6: 1 }[now.getUTCDay()] ?? 0;
  return new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10);
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** At once, for runs go on side by side, and one of them would stop the compiler's service under another. */
function compileHandler(source: string, outfile: string): string {
  buildSync({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
  });
  return outfile;
}
