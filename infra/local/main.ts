import { rm } from 'node:fs/promises';
import { nodeVersionProblem } from '../node-version.ts';

/** `npm start`: the whole of Daily Papers on this machine, until Ctrl-C. */

const problem = nodeVersionProblem(process.versions.node);
if (problem === undefined) {
  // Loaded only now: what follows does not even parse on a Node that is too old.
  const { UsageError } = await import('../command-line.ts');
  const { StartUpError } = await import('./start-up-error.ts');
  try {
    await main();
  } catch (error) {
    console.error(error instanceof StartUpError || error instanceof UsageError ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
} else {
  console.error(problem);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { helpText, readMainOptions } = await import('./main-options.ts');
  const options = readMainOptions(process.argv.slice(2));
  if (options.help) {
    console.log(helpText);
    return;
  }
  const { lockState } = await import('./state-lock.ts');
  const { runUntilStopped } = await import('./run.ts');
  // Not under the feet of a system that is up.
  lockState(options.state)();
  if (options.fresh) await rm(options.state, { recursive: true, force: true });
  await runUntilStopped(options);
}
