import { nodeVersionProblem } from '../node-version.ts';

/** `npm run deploy -- --stage prod`: both stacks of a stage, and then what is left to do by hand. */

const problem = nodeVersionProblem(process.versions.node);
if (problem === undefined) {
  // Loaded only now: what follows does not even parse on a Node that is too old.
  const { main } = await import('./deploy.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
