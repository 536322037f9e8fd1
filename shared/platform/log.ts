import { withoutAddresses } from './redact.ts';

/** A flat record of what one invocation or one record did. Never put an address, a token or a body in it. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  /** One wide line about something finished. */
  info(event: string, fields?: LogFields): void;
  /** Something that a person should look at, though the work went on. */
  warn(event: string, fields?: LogFields): void;
  /** Something failed; `error` gives its name and message. */
  error(event: string, error: unknown, fields?: LogFields): void;
  /** A log whose every line also carries these fields. */
  with(fields: LogFields): Log;
}

type Write = (line: string) => void;

const writeToStandardOutput: Write = line => {
  process.stdout.write(`${line}\n`);
};

/** JSON lines on standard output, where Lambda's log group reads them and writes down when each came. */
export function createLog(base: LogFields, write: Write = writeToStandardOutput): Log {
  const line = (level: string, event: string, fields: LogFields) => {
    write(JSON.stringify({ level, event, ...base, ...fields }));
  };
  return {
    info: (event, fields = {}) => {
      line('info', event, fields);
    },
    warn: (event, fields = {}) => {
      line('warn', event, fields);
    },
    error: (event, error, fields = {}) => {
      line('error', event, { ...fields, ...describeError(error) });
    },
    with: fields => createLog({ ...base, ...fields }, write),
  };
}

/** Characters of one error's message: what a library says of a large document may be as large. */
const longestMessage = 600;

/** An error's name and message with its causes', without the stack's paths and without any address in it. */
export function describeError(error: unknown): { errorName: string; errorMessage: string } {
  const messages: string[] = [];
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    messages.push(withoutAddresses(at.message).slice(0, longestMessage));
  }
  return {
    errorName: error instanceof Error ? error.name : typeof error,
    errorMessage: messages.length > 0 ? messages.join(' < ') : withoutAddresses(String(error)),
  };
}
