import { nodeVersionProblem } from '../node-version.ts';

/** `npm run ops -- COMMAND`: the operator's command line. */

const problem = nodeVersionProblem(process.versions.node);
if (problem === undefined) {
  // Loaded only now: what follows does not even parse on a Node that is too old.
  const { commands } = await import('./commands.ts');
  const { runOps } = await import('./run.ts');
  const { processTerminal } = await import('./terminal/terminal.ts');
  process.exitCode = await runOps(process.argv.slice(2), commands, processTerminal);
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
