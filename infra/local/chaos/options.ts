import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readOptions, readWholeNumber, UsageError } from '../../command-line.ts';
import { type FaultName, faults, readFaults } from './fault-names.ts';

export interface ChaosOptions {
  readonly subscribers: number;
  readonly kills: number;
  readonly seed: number;
  readonly faults: readonly FaultName[];
  /** Whether each of them has a run of its own. */
  readonly eachFault: boolean;
  /** A directory of recorded listings. */
  readonly listing: string;
  /** Whether the last line of standard output is the result as JSON. */
  readonly json: boolean;
  /** The source of a handler to run in the mailer's place. */
  readonly mailer?: string;
}

const nameWidth = Math.max(...Object.keys(faults).map(name => name.length));

export const chaosHelp = `npm run chaos -- --subscribers N --kills K --seed S [--faults LIST] [--listing DIR] [--mailer FILE] [--json]
npm run chaos -- --each-fault [--subscribers N] [--kills K] [--seed S] [--faults LIST] [--json]

Lets a digest become due for N confirmed readers on a throw-away local system, kills K processes in the middle of their
work, lets the servers misbehave, and compares what SES accepted with who was due. Exits non-zero when a digest was lost
or repeated, an outcome stayed unknown, or a dead letter did not say why it is one. The same seed gives the same schedule.

  --subscribers N  1 to 2000 readers (default 300; 30 with --each-fault)
  --kills K        0 to 500 processes to kill (default 60; 4 with --each-fault)
  --seed S         a whole number (default 1)
  --faults LIST    what goes wrong, with commas between: faults, their first words (ses, events …), none, or all
                   (default all)
  --each-fault     a run for each fault of the list (default: every one), two at a time, and a table of what came of them; it
                   also fails when a fault did not happen
  --listing DIR    a folder of API bodies named YYYY-MM-DD.json (default seeds/listing)
  --mailer FILE    the TypeScript source of a handler to run instead of the mailer's: to see that a wrong one is caught
  --json           print the result as one JSON object on the last line

Faults
${Object.entries(faults)
  .map(([name, meaning]) => `  ${name.padEnd(nameWidth)}  ${meaning}`)
  .join('\n')}`;

/** Reads the command line; undefined when only help was asked for. */
export function readChaosOptions(args: readonly string[], defaultListing: string): ChaosOptions | undefined {
  const values = readOptions(
    args,
    {
      subscribers: { type: 'string' },
      kills: { type: 'string' },
      seed: { type: 'string' },
      faults: { type: 'string' },
      'each-fault': { type: 'boolean' },
      listing: { type: 'string' },
      mailer: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    chaosHelp,
  );
  if (values.help === true) return undefined;
  const eachFault = values['each-fault'] ?? false;
  const list = readFaults(values.faults ?? (eachFault ? 'all,events-never' : 'all'));
  if ('unknown' in list) {
    throw new UsageError(`There is no fault ${list.unknown}. There are:\n  ${Object.keys(faults).join(' ')}`);
  }
  return {
    subscribers: readWholeNumber('--subscribers', values.subscribers, {
      otherwise: eachFault ? 30 : 300,
      least: 1,
      most: 2_000,
    }),
    kills: readWholeNumber('--kills', values.kills, { otherwise: eachFault ? 4 : 60, least: 0, most: 500 }),
    seed: readWholeNumber('--seed', values.seed, { otherwise: 1, least: 0, most: 2 ** 32 - 1 }),
    faults: list,
    eachFault,
    listing: readPath('--listing', values.listing) ?? defaultListing,
    json: values.json ?? false,
    ...(values.mailer !== undefined && { mailer: readPath('--mailer', values.mailer) ?? '' }),
  };
}

function readPath(flag: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const path = resolve(value);
  if (existsSync(path)) return path;
  throw new UsageError(`${flag}: there is no ${path}.`);
}
