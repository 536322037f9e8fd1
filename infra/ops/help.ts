import type { Command, Option } from './command.ts';
import { commonOptions, usageOf } from './read-arguments.ts';

const intro = `npm run ops -- COMMAND (--stage NAME | --local) [options]

Looks after Daily Papers: a stage in AWS, or the system that npm start runs on this machine.`;

/** All commands, a line each. */
export function overview(commands: readonly Command[]): string {
  const left = commands.map(({ name, words }) => [name, words].filter(part => part !== '').join(' '));
  const width = Math.max(...left.map(text => text.length));
  const lines = commands.map(({ summary }, index) => `  ${(left[index] ?? '').padEnd(width)}  ${summary}`);
  return [
    intro,
    '',
    'Commands',
    ...lines,
    '',
    'For every command',
    ...optionLines(commonOptions),
    '',
    'More about one: npm run ops -- COMMAND --help',
  ].join('\n');
}

/** One command with its options and examples. */
export function explain(command: Command): string {
  const { summary, details, options, examples } = command;
  return [
    `npm run ops -- ${usageOf(command)} (--stage NAME | --local)`,
    '',
    summary,
    ...(details === undefined ? [] : ['', details]),
    ...(Object.keys(options).length === 0 ? [] : ['', 'Options', ...optionLines(options)]),
    '',
    'For every command',
    ...optionLines(commonOptions),
    '',
    'Examples',
    ...examples.map(example => `  npm run ops -- ${example}`),
  ].join('\n');
}

function optionLines(options: Readonly<Record<string, Option>>): string[] {
  const left = Object.entries(options).map(([name, { value }]) =>
    value === undefined ? `--${name}` : `--${name} ${value}`,
  );
  const width = Math.max(...left.map(text => text.length));
  return Object.values(options).map(({ help }, index) => `  ${(left[index] ?? '').padEnd(width)}  ${help}`);
}
