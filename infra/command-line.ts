import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** A command line cannot be followed; the message says what would do. Commands print it and end with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads `--options`; nothing but options may be there. Throws UsageError with the problem and the help. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  help: string,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${problem}\n\n${help}`, { cause });
  }
}

interface Range {
  /** What counts when nothing was typed. */
  readonly otherwise: number;
  readonly least: number;
  readonly most: number;
}

/** The whole number that an option was given, as people write it: 250000, 250,000 or 250_000. Throws UsageError. */
export function readWholeNumber(
  option: string,
  typed: string | undefined,
  { otherwise, least, most }: Range,
): number {
  if (typed === undefined) return otherwise;
  const number = Number(typed.replaceAll(/[_,]/g, ''));
  if (/^\d[\d_,]*$/.test(typed) && number >= least && number <= most) return number;
  throw new UsageError(
    `${option}: got ${JSON.stringify(typed)}, expected a whole number from ${least} to ${most}`,
  );
}
