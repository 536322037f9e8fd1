import type { LocalSystem } from '../../infra/local/local-system.ts';
import { commands } from '../../infra/ops/commands.ts';
import { runOps } from '../../infra/ops/run.ts';

export interface OpsResult {
  /** The process's exit code. */
  readonly code: number;
  /** Standard output. */
  readonly result: string;
  /** Standard error. */
  readonly notes: string;
}

/** Runs `npm run ops -- <args> --local` on a running local system, with nobody there to answer questions. */
export async function ops(
  system: Pick<LocalSystem, 'stateDirectory'>,
  ...args: readonly string[]
): Promise<OpsResult> {
  const results: string[] = [];
  const notes: string[] = [];
  const code = await runOps([...args, '--local', '--state', system.stateDirectory], commands, {
    result: text => void results.push(text),
    note: text => void notes.push(text),
    ask: () => Promise.resolve(undefined),
  });
  return { code, result: results.join('\n'), notes: notes.join('\n') };
}
