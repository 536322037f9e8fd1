import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../infra/ops/commands.ts';
import { findCommand, readInput, readWords } from '../../infra/ops/read-arguments.ts';

/** Command lines of the operator's tool as they stand in a text, in prose or in a block. */
function commandLines(file: string): string[] {
  const lines = readFileSync(file, 'utf8').matchAll(/npm run ops -- ([^`\n]+)/g);
  return [...new Set([...lines].map(([, line = '']) => line.replace(/\s+#.*$/, '').trim()))];
}

/** As a shell would take it apart. */
function argumentsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

const written = ['infra/RUNBOOK.md', 'README.md'].flatMap(commandLines);

describe('command lines of the runbook and the README', () => {
  it.each(written.filter(line => !/^(help|COMMAND|--help)\b/.test(line)))('are understood: %s', line => {
    const args = argumentsOf(line);
    const { command, rest } = findCommand(readWords(args, commands), commands);

    expect(() => readInput(args, rest, command)).not.toThrow();
  });
});

describe('the commands of the Alarms part', () => {
  it('stand on one line each, to be copied as they are', () => {
    const [, alarms = ''] =
      /\n## Alarms\n([^]*?)\n## How to\n/.exec(readFileSync('infra/RUNBOOK.md', 'utf8')) ?? [];
    const withoutBlocks = alarms.replace(/```[^]*?```/g, '');
    const paragraphs = withoutBlocks.split(/\n(?=- |\n|#|\|)/);

    for (const paragraph of paragraphs) {
      const code = paragraph.split('`').filter((_, index) => index % 2 === 1);
      expect(code.filter(text => text.includes('\n'))).toEqual([]);
    }
  });
});
