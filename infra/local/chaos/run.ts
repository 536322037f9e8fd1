import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { synthesise } from '../../synthesise.ts';
import { readAccepted } from '../servers/ses/outbox.ts';
import { assess, type ChaosResult } from './assess.ts';
import { chaosContext } from './chaos-stage.ts';
import { compare } from './compare.ts';
import { startListing } from './listing.ts';
import type { ChaosOptions } from './options.ts';
import { planChaos } from './plan.ts';
import { type ChaosReader, readersOf } from './readers.ts';
import { startRunner } from './runner.ts';
import { liveThrough } from './story.ts';

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

/** What a run is told of the command line. */
export interface RunOptions extends Omit<ChaosOptions, 'eachFault' | 'json'> {
  /** Whether it ends when a mail has been repeated, which nothing can mend: for a ledger that is to be caught at that. */
  readonly untilRepeated?: boolean;
}

/** Lives through the plan of a seed and compares. Leaves all that happened in the directory. */
export async function runChaos(options: RunOptions, place: ChaosPlace): Promise<ChaosResult> {
  const started = performance.now();
  const { directory, assemblyDirectory, tell } = place;
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
      const letters = await liveThrough(day, readers, plan, {
        runner,
        stateDirectory: join(directory, 'state'),
        momentsFile: join(directory, 'moments'),
        tell,
        isDecided: async () => options.untilRepeated === true && (await isRepeated(readers, directory)),
      });
      const { seed, faults } = options;
      const lived = { seed, day, faults, readers, letters, upstream: listing.happened };
      return {
        ...(await assess(plan, lived, directory)),
        seconds: (performance.now() - started) / 1_000,
      };
    } finally {
      await runner.stop();
    }
  } finally {
    await listing.close();
  }
}

async function isRepeated(readers: readonly ChaosReader[], directory: string): Promise<boolean> {
  const accepted = await readAccepted(join(directory, 'state', 'outbox'));
  return compare(readers, new Set(), accepted).repeated.length > 0;
}

/** The listing has papers on weekdays. */
function lastWeekday(now: Date): string {
  const back = { 0: 2, 6: 1 }[now.getUTCDay()] ?? 0;
  return new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10);
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
