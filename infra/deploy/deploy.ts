import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { UsageError } from '../command-line.ts';
import { StageSettingsError } from '../stage-settings-error.ts';
import { parseStage, type StageSettings } from '../stages.ts';
import { type DeployOptions, helpText, readDeployOptions } from './deploy-options.ts';
import { placeholderProblem } from './placeholder.ts';
import { checkAccount } from './preflight.ts';
import { formatSteps, remainingSteps } from './remaining-steps.ts';

const root = resolve(import.meta.dirname, '../..');
const cdkJsonSchema = z.object({ context: z.looseObject({ stages: z.unknown() }) });
const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));
const print = (text: string) => void process.stdout.write(`${text}\n`);

/** Reads the command line, deploys, and gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readDeployOptions(args);
    if (options.help) {
      print(helpText);
      return 0;
    }
    return await deploy(options);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof StageSettingsError)) throw error;
    print(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function deploy(options: DeployOptions): Promise<number> {
  const settings = await readSettings(options.stage);
  const preflight = await checkAccount({ stage: options.stage, region: settings.env.region });
  if (preflight.kind === 'stop') {
    print(preflight.advice);
    return 1;
  }
  if (preflight.kind === 'unclear') print(`Not sure that this account is ready: ${preflight.reason}`);
  const outputsFile = join(root, '.local', `outputs-${options.stage}.json`);
  await mkdir(join(root, '.local'), { recursive: true });
  const code = await runCdk(options, outputsFile);
  if (code !== 0) {
    print(`\n${notDeployed(options.stage)}`);
    return code;
  }
  const stacks = outputsSchema.parse(JSON.parse(await readFile(outputsFile, 'utf8')));
  const outputs = Object.assign({}, ...Object.values(stacks)) as Readonly<Record<string, string>>;
  print(`\n${formatSteps(remainingSteps({ stage: options.stage, settings, outputs }))}`);
  return 0;
}

/** The CLI does not tell how far it came: State is deployed first, and stays when Pipeline fails. */
function notDeployed(stage: string): string {
  return [
    'Not deployed, or not all of it. CloudFormation has rolled back the stack that failed, if it had begun it.',
    `What was through before stays: DailyPapers-${stage}-State, when DailyPapers-${stage}-Pipeline failed. No data is lost.`,
    'Mend what it says above and run the same command again. When it says that a role cannot be assumed, run it again as it is:',
    'new permissions take a moment to reach all of AWS.',
  ].join('\n');
}

async function readSettings(stage: string): Promise<StageSettings> {
  const cdkJson = cdkJsonSchema.parse(JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')));
  const settings = parseStage(stage, cdkJson.context.stages);
  const problem = placeholderProblem(stage, settings);
  if (problem !== undefined) throw new StageSettingsError(problem);
  return settings;
}

/** The CLI synthesises, shows what changes about permissions and asks, when they become broader, and deploys. */
async function runCdk({ stage, yes }: DeployOptions, outputsFile: string): Promise<number> {
  const approval = ['--require-approval', yes ? 'never' : 'broadening'];
  const args = ['deploy', '--all', '-c', `stage=${stage}`, '--outputs-file', outputsFile, ...approval];
  const cli = spawn(join(root, 'node_modules/.bin/cdk'), args, { cwd: root, stdio: 'inherit' });
  const [code] = (await once(cli, 'exit')) as [number | null];
  return code ?? 1;
}
