import { readOptions, readWholeNumber, UsageError } from '../../infra/command-line.ts';
import { fuzzKinds } from './kinds.ts';

export interface FuzzCommand {
  readonly runs: number;
  readonly seed: number;
  readonly kinds: typeof fuzzKinds;
  readonly json: boolean;
}

export const fuzzHelp = `npm run fuzz -- [--runs N] [--seed S] [--kind K] [--json]

Gives the system bad input of every kind and counts what became of it. Ends with 1 if anything crashed, was stored
in part, or was answered wrongly: an echo of markup, or a refusal without a reason.

  --runs N   inputs of each kind (default: 10000)
  --seed S   where the inputs come from; the same seed gives the same inputs (default: a new one, which is printed)
  --kind K   only this kind, may be given several times: ${fuzzKinds.map(kind => kind.name).join(', ')}
  --json     print the report as one JSON object on the last line`;

const largest = 999_999_999;

/** Reads the command line; undefined when only help was asked for. */
export function readFuzzOptions(args: readonly string[], newSeed: number): FuzzCommand | undefined {
  const values = readOptions(
    args,
    {
      runs: { type: 'string' },
      seed: { type: 'string' },
      kind: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    fuzzHelp,
  );
  if (values.help === true) return undefined;
  return {
    runs: readWholeNumber('--runs', values.runs, { otherwise: 10_000, least: 1, most: largest }),
    seed: readWholeNumber('--seed', values.seed, { otherwise: newSeed, least: 0, most: largest }),
    kinds: values.kind === undefined ? fuzzKinds : values.kind.map(findKind),
    json: values.json ?? false,
  };
}

function findKind(name: string): (typeof fuzzKinds)[number] {
  const kind = fuzzKinds.find(each => each.name === name);
  if (kind !== undefined) return kind;
  throw new UsageError(
    `--kind: there is no kind ${JSON.stringify(name)}; there are ${fuzzKinds.map(each => each.name).join(', ')}`,
  );
}
