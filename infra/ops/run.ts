import { randomBytes } from 'node:crypto';
import { systemClock } from '../../shared/platform/clock.ts';
import { describeError } from '../../shared/platform/log.ts';
import { UsageError } from '../command-line.ts';
import type { Command, Input } from './command.ts';
import { explain, overview } from './help.ts';
import { OpsError } from './ops-error.ts';
import { findCommand, readInput, readWords } from './read-arguments.ts';
import { connect } from './target/connect.ts';
import type { Terminal } from './terminal/terminal.ts';

/**
 * Does what a command line says. Resolves to the process's exit code: 0 done, 1 not (or not in order), 2 not
 * understood.
 */
export async function runOps(
  args: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
): Promise<number> {
  let understood = false;
  try {
    const words = readWords(args, commands);
    if (words.length === 0 || words[0] === 'help') {
      const about = words.slice(1);
      terminal.result(about.length === 0 ? overview(commands) : explainWords(about, commands));
      return 0;
    }
    if (args.includes('--help') || args.includes('-h')) {
      terminal.result(explainWords(words, commands));
      return 0;
    }
    const { command, rest } = findCommand(words, commands);
    const input = readInput(args, rest, command);
    understood = true;
    return await runCommand(command, input, terminal);
  } catch (error) {
    terminal.note(describe(error));
    return understood && !(error instanceof UsageError) ? 1 : 2;
  }
}

/** `dlq --help` explains every command of that family. */
function explainWords(words: readonly string[], commands: readonly Command[]): string {
  const family = commands.filter(({ name }) => name.startsWith(`${words[0] ?? ''} `));
  if (words.length === 1 && family.length > 0) return overview(family);
  return explain(findCommand(words, commands).command);
}

async function runCommand(command: Command, input: Input, terminal: Terminal): Promise<number> {
  const target = await connect({
    stage: input.text('stage'),
    local: input.has('local'),
    state: input.text('state'),
  });
  try {
    const report = await command.run(input, {
      target,
      terminal,
      clock: systemClock,
      randomBytes,
      confirm: question => confirm(question, input.has('yes'), terminal),
    });
    terminal.result(input.has('json') ? JSON.stringify(report.data, undefined, 2) : report.text);
    return report.failed === true ? 1 : 0;
  } finally {
    target.close();
  }
}

async function confirm(question: string, agreed: boolean, terminal: Terminal): Promise<void> {
  if (agreed) return;
  const answer = await terminal.ask(`${question} Type yes to go on: `);
  if (answer === undefined)
    throw new OpsError(`${question} Nobody is here to ask, so nothing was done. Repeat it with --yes.`);
  if (answer.trim().toLowerCase() !== 'yes') throw new OpsError('Nothing was done.');
}

/** An error of AWS with its name, which is what its documentation is found under; never with an address in it. */
function describe(error: unknown): string {
  if (error instanceof OpsError || error instanceof UsageError) return error.message;
  const { errorName, errorMessage } = describeError(error);
  return `${errorName}: ${errorMessage}`;
}
