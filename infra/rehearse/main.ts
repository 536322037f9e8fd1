import { nodeVersionProblem } from '../node-version.ts';

/** `npm run rehearse`: the real app, deployed with the stock CDK CLI to an emulated AWS and driven from outside. */

const problem = nodeVersionProblem(process.versions.node);
if (problem === undefined) {
  // Loaded only now: what follows does not even parse on a Node that is too old.
  const { main } = await import('./run.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
