import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import * as z from 'zod';

const run = promisify(execFile);
const thisCheckout = `${import.meta.dirname}/..`;
const cdkJsonSchema = z.object({ context: z.record(z.string(), z.unknown()) });

/** The app did not synthesise. The message is what it said. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

export interface SynthesisProps {
  /** Where templates and bundles go. */
  readonly directory: string;
  /** Laid over the context of cdk.json: `stage`, `stages`, feature flags. @default the context of cdk.json as it is */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Where the app is. @default this checkout */
  readonly root?: string | undefined;
}

/**
 * Synthesises the app as the CDK's CLI would, without the CLI: in a process of its own, which reads its context from
 * the environment.
 */
export async function synthesise({ directory, context, root = thisCheckout }: SynthesisProps): Promise<void> {
  const cdkJson = cdkJsonSchema.parse(JSON.parse(await readFile(`${root}/cdk.json`, 'utf8')));
  const environment = {
    CDK_OUTDIR: directory,
    CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, ...context }),
  };
  try {
    await run(process.execPath, ['infra/app.ts'], {
      cwd: root,
      // eslint-disable-next-line no-restricted-properties -- handed on to the app, not read
      env: { ...process.env, ...environment },
    });
  } catch (error) {
    const said = z.object({ stderr: z.string() }).safeParse(error);
    throw new SynthesisError(said.data?.stderr.trim() ?? 'the app could not be started', { cause: error });
  }
}
