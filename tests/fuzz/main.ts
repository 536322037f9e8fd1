import { UsageError } from '../../infra/command-line.ts';
import { formatTable } from '../../infra/ops/terminal/table.ts';
import { compareAnswerTimes } from './answer-times.ts';
import type { FuzzReport } from './kind.ts';
import { type FuzzCommand, fuzzHelp, readFuzzOptions } from './options.ts';

/** `npm run fuzz`: bad input of every kind, many times over. */

async function run({ runs, seed, kinds, json }: FuzzCommand): Promise<void> {
  process.stderr.write(`seed ${seed}; again: npm run fuzz -- --runs ${runs} --seed ${seed}\n`);
  const reports: FuzzReport[] = [];
  for (const kind of kinds) {
    process.stderr.write(`… ${kind.name}\n`);
    const report = await kind.run({ runs, seed });
    for (const finding of report.findings) process.stderr.write(`${kind.name}: ${finding}\n\n`);
    reports.push(report);
  }
  process.stdout.write(`${table(reports)}\n`);
  const answerTimes = await compareAnswerTimes();
  for (const { of, ratio } of answerTimes)
    process.stdout.write(`time of ${of}: ${ratio.toFixed(2)} (for information)\n`);
  if (json) process.stdout.write(`${JSON.stringify({ seed, runs, kinds: reports, answerTimes })}\n`);
  const clean = reports.every(report => report.crashes + report.wrongAnswers + report.halfStored === 0);
  process.exitCode = clean ? 0 : 1;
}

function table(reports: readonly FuzzReport[]): string {
  return formatTable(
    ['kind', 'inputs', 'accepted', 'refused', 'crashes', 'half-stored', 'wrong answers', 'slowest (CPU ms)'],
    reports.map(report => [
      report.kind,
      report.inputs,
      report.accepted,
      report.refused,
      report.crashes,
      report.halfStored,
      report.wrongAnswers,
      report.slowest,
    ]),
  );
}

try {
  const options = readFuzzOptions(process.argv.slice(2), Math.floor(Math.random() * 1_000_000_000));
  if (options === undefined) process.stdout.write(`${fuzzHelp}\n`);
  else await run(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
