import { describe, expect, it } from 'vitest';
import { commands } from '../../../infra/ops/commands.ts';
import { explain, overview } from '../../../infra/ops/help.ts';
import { findCommand, readInput, readWords } from '../../../infra/ops/read-arguments.ts';

function read(line: string) {
  const args = line.split(' ');
  const { command, rest } = findCommand(readWords(args, commands), commands);
  return { command, input: readInput(args, rest, command) };
}

describe('reading a command line', () => {
  it('finds commands of one and of two words, with options anywhere', () => {
    const runs = read('runs 2026-08-18T05:00Z --missing --stage prod');
    expect(runs.command.name).toBe('runs');
    expect(runs.input.words).toEqual(['2026-08-18T05:00Z']);
    expect(runs.input.has('missing')).toBe(true);
    expect(runs.input.text('stage')).toBe('prod');

    const show = read('--local dlq --limit 3 show mailer');
    expect(show.command.name).toBe('dlq show');
    expect(show.input.words).toEqual(['mailer']);
    expect(show.input.text('limit')).toBe('3');
    expect(show.input.text('stage')).toBeUndefined();
  });

  it.each([
    ['stauts', 'There is no command stauts. Did you mean status?'],
    ['frobnicate', 'There is no command frobnicate. See them all with: npm run ops -- help'],
    ['dlq', 'dlq needs a second word: list, show, redrive, drop.'],
    ['dlq burn', 'There is no command dlq burn: list, show, redrive, drop.'],
    ['status --locl', 'There is no option --locl here. Did you mean --local?'],
    ['send-missing', 'send-missing needs more. It is used like this: send-missing RUN [--retry-failed]'],
    ['pause --local --reason', '--reason needs a value: --reason "…"'],
    ['pause --reason --local', '--reason needs a value, and what follows it is an option.'],
    ['status now', 'status does not know what to do with now. It is used like this: status'],
  ])('says of "%s" what would do', (line, said) => {
    expect(() => read(line)).toThrow(said);
  });
});

describe('help', () => {
  it('lists every command and explains each with examples that the command line understands', () => {
    const all = overview(commands);
    for (const command of commands) {
      expect(all).toContain(`  ${command.name}`);
      expect(explain(command)).toContain('Examples');
      expect(command.examples.length).toBeGreaterThan(0);
      for (const example of command.examples) {
        const words = Array.from(
          example.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g),
          ([, single, double, bare]) => single ?? double ?? bare!,
        );
        const { command: found, rest } = findCommand(readWords(words, commands), commands);
        expect(found.name).toBe(command.name);
        expect(() => readInput(words, rest, found)).not.toThrow();
        expect(example).toMatch(/--local|--stage /);
      }
    }
  });
});
