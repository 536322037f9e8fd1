import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { readOptions, UsageError } from '../../command-line.ts';

export interface DemoOptions {
  /** A folder of recorded API bodies, `YYYY-MM-DD.json`. */
  readonly listing: string;
  /** The days that it has, ascending. */
  readonly days: readonly string[];
  /** Whether the last line of standard output is the result as JSON. */
  readonly json: boolean;
}

export const demoHelp = `npm run demo -- [--listing DIR] [--json]

Lives through recorded days on a throw-away local system: ingests every day, signs up three readers, lets every due
instant pass, follows a one-click unsubscribe, and checks that all of it came true. Exits non-zero if it did not.

  --listing DIR  a folder of API bodies named YYYY-MM-DD.json (default: seeds/listing)
  --json         print the result as one JSON object on the last line`;

/** Reads the command line; undefined when only help was asked for. */
export function readDemoOptions(args: readonly string[], defaultListing: string): DemoOptions | undefined {
  const values = readOptions(
    args,
    {
      listing: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    demoHelp,
  );
  if (values.help === true) return undefined;
  const listing = resolve(values.listing ?? defaultListing);
  const days = listedDays(listing);
  if (days.length === 0) {
    throw new UsageError(
      `${listing} holds no file named YYYY-MM-DD.json. Name a folder of recorded API bodies with --listing.`,
    );
  }
  return { listing, days, json: values.json ?? false };
}

function listedDays(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter(name => /^\d{4}-\d{2}-\d{2}\.json$/.test(name))
      .map(name => name.slice(0, 10))
      .sort();
  } catch (cause) {
    throw new UsageError(
      `${directory} cannot be read. Name a folder of recorded API bodies with --listing.`,
      { cause },
    );
  }
}
