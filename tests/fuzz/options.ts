import { parseArgs } from 'node:util';
import { fuzzKinds } from './kinds.ts';

export interface FuzzCommand {
  readonly runs: number;
  readonly seed: number;
  readonly kinds: typeof fuzzKinds;
  readonly json: boolean;
}

/** The command line cannot be followed; the message says what would do. */
export class FuzzUsageError extends Error {
  override readonly name = 'FuzzUsageError';
}

export const fuzzHelp = `npm run fuzz -- [--runs N] [--seed S] [--kind K] [--json]

Gives the system bad input of every kind and counts what became of it. Ends with 1 if anything crashed, was stored
in part, or was answered wrongly: an echo of markup, or a refusal without a reason.

  --runs N   inputs of each kind (default: 10000)
  --seed S   where the inputs come from; the same seed gives the same inputs (default: a new one, which is printed)
  --kind K   only this kind, may be given several times: ${fuzzKinds.map(kind => kind.name).join(', ')}
  --json     print the report as one JSON object on the last line`;

/** Reads the command line; undefined when only help was asked for. */
export function readFuzzOptions(args: readonly string[], newSeed: number): FuzzCommand | undefined {
  const { values } = parse(args);
  if (values.help === true) return undefined;
  return {
    runs: wholeNumber('--runs', values.runs ?? '10000', 1),
    seed: wholeNumber('--seed', values.seed ?? String(newSeed), 0),
    kinds: values.kind === undefined ? fuzzKinds : values.kind.map(findKind),
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        runs: { type: 'string' },
        seed: { type: 'string' },
        kind: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new FuzzUsageError(`${problem}\n\n${fuzzHelp}`, { cause });
  }
}

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number >= least) return number;
  throw new FuzzUsageError(
    `${option}: got ${JSON.stringify(text)}, expected a whole number from ${least} on`,
  );
}

function findKind(name: string): (typeof fuzzKinds)[number] {
  const kind = fuzzKinds.find(each => each.name === name);
  if (kind !== undefined) return kind;
  throw new FuzzUsageError(
    `--kind: there is no kind ${JSON.stringify(name)}; there are ${fuzzKinds.map(each => each.name).join(', ')}`,
  );
}
