import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartUpError } from './start-up-error.ts';

export interface MainOptions {
  readonly help: boolean;
  /** Whether to delete what an earlier start left. */
  readonly fresh: boolean;
  readonly webPort: number;
  readonly consolePort: number;
  /** A directory of recorded listings to read instead of the upstream. */
  readonly listing: string | undefined;
}

export const helpText = `npm start -- [options]     Daily Papers on this machine

  --fresh               begin anew: delete tables, queues and mails of earlier starts
  --port PORT           where readers reach the web function (default 3000)
  --console-port PORT   where the console is (default 3001)
  --listing DIR         read the recorded listings in DIR (YYYY-MM-DD.json) instead of Hugging Face
  --help                this text`;

/** Reads the command line of `npm start`. */
export function readMainOptions(args: readonly string[]): MainOptions {
  const values = parse(args);
  const listing = values.listing === undefined ? undefined : resolve(values.listing);
  if (listing !== undefined && !existsSync(listing))
    throw new StartUpError(`There is no directory ${listing}.`);
  return {
    help: values.help ?? false,
    fresh: values.fresh ?? false,
    webPort: readPort('--port', values.port, 3000),
    consolePort: readPort('--console-port', values['console-port'], 3001),
    listing,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        fresh: { type: 'boolean' },
        port: { type: 'string' },
        'console-port': { type: 'string' },
        listing: { type: 'string' },
      },
    }).values;
  } catch (cause) {
    throw new StartUpError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${helpText}`, {
      cause,
    });
  }
}

function readPort(flag: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new StartUpError(`${flag} takes a port from 0 (any free one) to 65535, not ${value}.`);
}
