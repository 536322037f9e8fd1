import { expect, it } from 'vitest';
import { UsageError } from '../../infra/command-line.ts';
import { fuzzKinds } from './kinds.ts';
import { readFuzzOptions } from './options.ts';

it('gives ten thousand inputs of every kind from a new seed unless told otherwise', () => {
  expect(readFuzzOptions([], 7)).toEqual({ runs: 10_000, seed: 7, kinds: fuzzKinds, json: false });
});

it('repeats a run by its seed, for the kinds that are named', () => {
  const options = readFuzzOptions(['--runs', '500', '--seed=12', '--kind', 'link', '--kind', 'sign-up'], 7);

  expect(options).toMatchObject({ runs: 500, seed: 12 });
  expect(options?.kinds.map(kind => kind.name)).toEqual(['link', 'sign-up']);
});

it.each([
  [['--runs=none'], '--runs: got "none"'],
  [['--seed=-1'], '--seed: got "-1"'],
  [['--kind=nothing'], 'there are listing, arxiv-feed,'],
  [['--kinds=link'], '--kinds'],
])('says what would do instead of %j', (args, said) => {
  expect(() => readFuzzOptions(args, 7)).toThrow(UsageError);
  expect(() => readFuzzOptions(args, 7)).toThrow(said);
});
