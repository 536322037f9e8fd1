import { describe, expect, it } from 'vitest';
import { readOptions, readWholeNumber, UsageError } from '../../infra/command-line.ts';

const range = { otherwise: 7, least: 1, most: 250_000 };

describe('a whole number', () => {
  it.each([
    [undefined, 7],
    ['1', 1],
    ['250000', 250_000],
    ['250,000', 250_000],
    ['250_000', 250_000],
  ])('typed as %j is %j', (typed, number) => {
    expect(readWholeNumber('--readers', typed, range)).toBe(number);
  });

  it.each(['', ' ', ',', '0', '250001', '-3', '+3', '1.5', '1e3', '0x10', 'none', '9'.repeat(400)])(
    'is not what %j is: the message tells what would do',
    typed => {
      expect(() => readWholeNumber('--readers', typed, range)).toThrow(UsageError);
      expect(() => readWholeNumber('--readers', typed, range)).toThrow(
        `--readers: got ${JSON.stringify(typed)}, expected a whole number from 1 to 250000`,
      );
    },
  );
});

describe('options', () => {
  const options = { stage: { type: 'string' }, yes: { type: 'boolean', short: 'y' } } as const;

  it('are read by their names', () => {
    expect(readOptions(['--stage=prod', '-y'], options, 'the help')).toEqual({ stage: 'prod', yes: true });
  });

  it.each([[['--stag', 'prod']], [['--stage']], [['prod']], [['--yes=no']]])(
    'that cannot be followed are refused with the help: %j',
    args => {
      expect(() => readOptions(args, options, 'the help')).toThrow(UsageError);
      expect(() => readOptions(args, options, 'the help')).toThrow(/\n\nthe help$/);
    },
  );
});
