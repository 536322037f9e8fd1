import { nodeVersionProblem } from '../node-version.ts';
import { benchMatching } from './matching/bench-matching.ts';

/** `npm run bench -- NAME`: what a part of the system can do, measured on this machine. */

interface Bench {
  readonly about: string;
  readonly run: (print: (line: string) => void) => void | Promise<void>;
}

const benches: Readonly<Record<string, Bench>> = {
  matching: {
    about: 'many readers’ rules against one day’s papers: ours, brute force, and a regular expression each',
    run: benchMatching,
  },
};

const names = Object.entries(benches).map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`);
const help = `npm run bench -- NAME\n\n${names.join('\n')}\n`;

const problem = nodeVersionProblem(process.versions.node);
if (problem !== undefined) throw new Error(problem);
const [name = '--help', ...rest] = process.argv.slice(2);
const bench = rest.length === 0 && Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench !== undefined) await bench.run(line => process.stdout.write(`${line}\n`));
else if (name === '--help' || name === '-h') process.stdout.write(help);
else {
  process.stderr.write(`bench: ${[name, ...rest].join(' ')} is not one of these\n\n${help}`);
  process.exitCode = 2;
}
