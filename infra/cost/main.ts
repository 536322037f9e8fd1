import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ledgerDays } from '../../shared/deliveries/ledger-store.ts';
import { UsageError } from '../command-line.ts';
import { nodeVersionProblem } from '../node-version.ts';
import { SynthesisError } from '../synthesise.ts';
import { beyondAllowances, billOf, total } from './bill.ts';
import { drawChart } from './chart.ts';
import { measure } from './measure.ts';
import { monthlyUse } from './monthly-use.ts';
import type { CostOptions } from './options.ts';
import { costHelp, readCostOptions } from './options.ts';
import { busyNote, formatReport, formatReportJson } from './report.ts';
import { readStageResources } from './stage-resources.ts';

/** `npm run cost`: what a stage costs a month, from requests and units counted in a real run. */

const usualSubscribers = [0, 100, 1_000, 10_000, 100_000, 1_000_000];

async function run({ subscribers, papers, stage, readers, chart, json }: CostOptions): Promise<void> {
  const tell = (what: string) => {
    process.stderr.write(`… ${what}\n`);
  };
  tell(`stage ${stage} is synthesised`);
  const resources = await readStageResources(stage);
  const measured = await measure({ readers, papers }, tell);
  const [load = 0] = loadavg();
  const useOf = (count: number) => monthlyUse(measured, resources, { subscribers: count, ledgerDays });
  const estimates = [...new Set([...usualSubscribers, subscribers])]
    .toSorted((left, right) => left - right)
    .map(count => {
      const use = useOf(count);
      return { subscribers: count, mails: use.mails, bill: billOf(use) };
    });
  const report = {
    stage,
    papers,
    estimates,
    idleBeyondAllowances: total(billOf(beyondAllowances(useOf(0)))),
  };
  await mkdir(dirname(chart), { recursive: true });
  await writeFile(chart, drawChart(estimates));
  process.stdout.write(
    `${formatReport(report)}\n${busyNote(load, availableParallelism())}\nThe chart is ${chart}\n`,
  );
  if (json) process.stdout.write(`${formatReportJson(report)}\n`);
}

const problem = nodeVersionProblem(process.versions.node);
if (problem !== undefined) throw new Error(problem);
try {
  const root = resolve(import.meta.dirname, '../..');
  const options = readCostOptions(process.argv.slice(2), join(root, '.local/cost.svg'));
  if (options === undefined) process.stdout.write(`${costHelp}\n`);
  else await run(options);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof SynthesisError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
