import { join, resolve } from 'node:path';
import { UsageError } from '../../command-line.ts';
import { nodeVersionProblem } from '../../node-version.ts';
import { formatEachFault, runEachFault } from './each-fault.ts';
import { type ChaosOptions, chaosHelp, readChaosOptions } from './options.ts';
import { formatJson, formatReport, isKept, toPlain } from './report.ts';
import { type ChaosPlace, runChaos, synthesiseChaos } from './run.ts';

/** `npm run chaos`: kills and faults, and whether anything was lost or repeated. */

const root = resolve(import.meta.dirname, '../../..');

async function main(options: ChaosOptions): Promise<boolean> {
  const started = performance.now();
  const tell = (line: string) => {
    console.log(`${((performance.now() - started) / 1_000).toFixed(0).padStart(4)} s  ${line}`);
  };
  const place = join(
    root,
    '.local',
    'chaos',
    `${options.eachFault ? 'each-fault-' : ''}seed-${options.seed}`,
  );
  const assemblyDirectory = join(place, 'assembly');
  await synthesiseChaos(assemblyDirectory);
  tell('the app is synthesised');
  const run = options.eachFault ? oneByOne : together;
  return run(options, { directory: join(place, 'run'), assemblyDirectory, tell });
}

async function together(options: ChaosOptions, place: ChaosPlace): Promise<boolean> {
  const result = await runChaos(options, place);
  const kept = isKept(result, options.faults);
  console.log(formatReport(result, kept));
  if (options.json) console.log(formatJson(result));
  return kept;
}

async function oneByOne(options: ChaosOptions, place: ChaosPlace): Promise<boolean> {
  const runs = await runEachFault(options, place);
  console.log(`\n${formatEachFault(runs)}`);
  for (const { result, kept } of runs.filter(alone => !alone.kept)) console.log(formatReport(result, kept));
  if (options.json)
    console.log(JSON.stringify(runs.map(({ fault, kept, result }) => ({ fault, kept, ...toPlain(result) }))));
  return runs.every(({ kept }) => kept);
}

const nodeProblem = nodeVersionProblem(process.versions.node);
if (nodeProblem !== undefined) throw new Error(nodeProblem);
try {
  const options = readChaosOptions(process.argv.slice(2), join(root, 'seeds/listing'));
  if (options === undefined) console.log(chaosHelp);
  else process.exitCode = (await main(options)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
