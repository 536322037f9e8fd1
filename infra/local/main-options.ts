import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readOptions, readWholeNumber, UsageError } from '../command-line.ts';

export interface MainOptions {
  readonly help: boolean;
  /** Whether to delete what an earlier start left. */
  readonly fresh: boolean;
  readonly webPort: number;
  readonly consolePort: number;
  /** Where tables, queues, mails and logs are kept. */
  readonly state: string;
  /** A directory of recorded listings to read instead of the upstream. */
  readonly listing: string | undefined;
}

export const helpText = `npm start -- [options]     Daily Papers on this machine

  --fresh               begin anew: delete tables, queues and mails of earlier starts
  --port PORT           where readers reach the web function (default 3000; 0 is any free one)
  --console-port PORT   where the console is (default 3001)
  --state DIR           where tables, queues, mails and logs are kept (default .local/system)
  --listing DIR         read the recorded listings in DIR (YYYY-MM-DD.json) instead of Hugging Face
  --help                this text`;

const defaultState = resolve(import.meta.dirname, '../../.local/system');
const ports = { least: 0, most: 65_535 };

/** Reads the command line of `npm start`. */
export function readMainOptions(args: readonly string[]): MainOptions {
  const values = readOptions(
    args,
    {
      help: { type: 'boolean', short: 'h' },
      fresh: { type: 'boolean' },
      port: { type: 'string' },
      'console-port': { type: 'string' },
      state: { type: 'string' },
      listing: { type: 'string' },
    },
    helpText,
  );
  const listing = values.listing === undefined ? undefined : resolve(values.listing);
  if (listing !== undefined && !existsSync(listing))
    throw new UsageError(`There is no directory ${listing}.`);
  if (values.fresh === true && values.state !== undefined)
    throw new UsageError(
      '--fresh deletes .local/system and nothing else. Delete the --state directory yourself.',
    );
  return {
    help: values.help ?? false,
    fresh: values.fresh ?? false,
    webPort: readWholeNumber('--port', values.port, { otherwise: 3000, ...ports }),
    consolePort: readWholeNumber('--console-port', values['console-port'], { otherwise: 3001, ...ports }),
    state: resolve(values.state ?? defaultState),
    listing,
  };
}
