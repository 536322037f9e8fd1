import { execFile } from 'node:child_process';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { synthesise } from '../synthesise.ts';
import { adaptToEmulator } from './adapt.ts';
import { childEnvironment } from './emulator.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const outputsSchema = z.record(z.string(), z.record(z.string(), z.string()));

/** The stock CDK CLI failed. The message is what it said last. */
export class CdkError extends Error {
  override readonly name = 'CdkError';
}

/** Stack outputs of the stage, by name. */
export type Outputs = Readonly<Record<string, string>>;

export interface Cdk {
  bootstrap(): Promise<void>;
  /** Deploys both stacks with these settings of the stage: of the app in `root`, by default of this checkout's. */
  deploy(settings: unknown, root?: string): Promise<Outputs>;
  /** Removes what was deployed last. */
  destroy(): Promise<void>;
}

/** The CDK CLI of node_modules, with everything it calls AWS for going to `endpoint`. What it says goes to `cdk.log`. */
export function createCdk(stage: string, endpoint: string, directory: string, signal: AbortSignal): Cdk {
  const log = join(directory, 'cdk.log');
  const outputsFile = join(directory, 'outputs.json');
  const env = childEnvironment({
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    NO_COLOR: '1',
  });
  const assembly = join(directory, 'cdk.out');
  /** Synthesises the app, so that the CLI deploys what the rehearsal may have adapted. */
  const build = async (settings: unknown, appRoot: string | undefined) => {
    await rm(assembly, { recursive: true, force: true });
    await synthesise({
      directory: assembly,
      context: { stage, stages: { [stage]: settings } },
      root: appRoot,
    });
    await adaptToEmulator(assembly);
    signal.throwIfAborted();
  };
  const cdk = async (args: readonly string[]) => {
    const everywhere = ['--no-notices', '--ci'];
    try {
      const { stdout } = await run('cdk', [...args, ...everywhere], {
        cwd: root,
        env,
        signal,
        maxBuffer: 2 ** 26,
      });
      await appendFile(log, stdout);
    } catch (error) {
      signal.throwIfAborted();
      const said = z.object({ stdout: z.string(), stderr: z.string() }).safeParse(error).data;
      if (said === undefined) throw error;
      await appendFile(log, `${said.stdout}${said.stderr}`);
      const last = `${said.stdout}\n${said.stderr}`.trim().split('\n').slice(-6).join('\n');
      throw new CdkError(`cdk ${args[0] ?? ''} failed (all of it is in ${log}):\n${last}`, { cause: error });
    }
  };
  return {
    bootstrap: () => cdk(['bootstrap', 'aws://000000000000/us-east-1', '--app', '']),
    async deploy(settings, appRoot) {
      await rm(outputsFile, { force: true });
      const approval = ['--require-approval', 'never', '--outputs-file', outputsFile];
      await build(settings, appRoot);
      await cdk(['deploy', '--all', '--app', assembly, ...approval]);
      const stacks = outputsSchema.parse(JSON.parse(await readFile(outputsFile, 'utf8')));
      return Object.assign({}, ...Object.values(stacks)) as Outputs;
    },
    destroy: () => cdk(['destroy', '--all', '--force', '--app', assembly]),
  };
}
