import { parseArgs } from 'node:util';
import { readWholeNumber } from '../command-line.ts';
import type { Command, Input, Option } from './command.ts';
import { OpsError } from './ops-error.ts';
import { suggest } from './suggest.ts';

/** What every command understands. */
export const commonOptions: Readonly<Record<string, Option>> = {
  stage: { value: 'NAME', help: 'the stage in AWS to work on, found through the outputs of its stacks' },
  local: { help: 'work on the system that npm start runs on this machine' },
  state: { value: 'DIR', help: 'with --local: the state directory of that system (default .local/system)' },
  json: { help: 'print the result as JSON' },
  yes: { help: 'do not ask before what cannot be undone' },
  help: { help: 'explain the command' },
};

/** The command that the words begin with, and the words after it. Throws OpsError with what might have been meant. */
export function findCommand(
  words: readonly string[],
  commands: readonly Command[],
): { readonly command: Command; readonly rest: readonly string[] } {
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(' ');
    const command = commands.find(each => each.name === name);
    if (command !== undefined) return { command, rest: words.slice(count) };
  }
  const [first = '', second] = words;
  const family = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (family.length > 0) {
    const names = family.map(({ name }) => name.slice(first.length + 1));
    const said =
      second === undefined ? `${first} needs a second word` : `There is no command ${first} ${second}`;
    throw new OpsError(`${said}: ${names.join(', ')}.`);
  }
  const firstWords = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? name))];
  const meant = suggest(first, firstWords);
  throw new OpsError(
    `There is no command ${first}. ${meant === undefined ? 'See them all with: npm run ops -- help' : `Did you mean ${meant}?`}`,
  );
}

/** Splits a command line into words and options without knowing the command yet: options may stand anywhere. */
export function readWords(args: readonly string[], commands: readonly Command[]): readonly string[] {
  const all = Object.assign(
    {},
    commonOptions,
    ...commands.map(({ options }) => options),
  ) as typeof commonOptions;
  return parse(args, all, false).positionals;
}

/** Checks what was typed against one command's options and number of words. */
export function readInput(args: readonly string[], rest: readonly string[], command: Command): Input {
  const { values } = parse(args, { ...commonOptions, ...command.options }, true);
  const [least, most] = command.wordCount;
  if (values['help'] !== true && (rest.length < least || rest.length > most)) {
    const said =
      rest.length < least ? 'needs more' : `does not know what to do with ${rest.slice(most).join(' ')}`;
    throw new OpsError(`${command.name} ${said}. It is used like this: ${usageOf(command)}`);
  }
  return {
    words: rest,
    text: option => {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    },
    has: option => values[option] !== undefined,
  };
}

/** How many at the most, by --limit. Throws UsageError for what is no number from 1 on. */
export function readLimit(input: Input, otherwise: number): number {
  return readWholeNumber('--limit', input.text('limit'), { otherwise, least: 1, most: 999_999_999 });
}

export function usageOf({ name, words, options }: Command): string {
  const shown = Object.entries(options).map(([option, { value }]) =>
    value === undefined ? `[--${option}]` : `[--${option} ${value}]`,
  );
  return [name, words, ...shown].filter(part => part !== '').join(' ');
}

function parse(args: readonly string[], options: Readonly<Record<string, Option>>, strict: boolean) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options: config, allowPositionals: true, strict });
  } catch (cause) {
    throw new OpsError(describeProblem(cause, Object.keys(options)), { cause });
  }
}

function describeProblem(error: unknown, known: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, bare] = /^Option '--([\w-]+) <value>' argument missing/.exec(message) ?? [];
  if (bare !== undefined) return `--${bare} needs a value: --${bare} "…"`;
  const [, ambiguous] = /^Option '--([\w-]+)' argument is ambiguous/.exec(message) ?? [];
  if (ambiguous !== undefined)
    return `--${ambiguous} needs a value, and what follows it is an option. A value that begins with a hyphen is written --${ambiguous}=-…`;
  const [, unknown] = /^Unknown option '--?([^']+)'/.exec(message) ?? [];
  if (unknown === undefined) return `${message.split('. ')[0] ?? message}.`;
  const meant = suggest(unknown, known);
  const help =
    meant === undefined ? `It has ${known.map(name => `--${name}`).join(', ')}.` : `Did you mean --${meant}?`;
  return `There is no option --${unknown} here. ${help}`;
}
