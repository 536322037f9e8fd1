import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { type FindReaderDeps, findReader } from './find-reader.ts';

/** A reader's item changed under every attempt: far more traffic on one reader than any person makes. */
export class ReaderKeepsChangingError extends Error {
  override readonly name = 'ReaderKeepsChangingError';
}

const attempts = 4;

/**
 * Reads the reader and lets `step` decide and write, again with what is stored then if the item changed in between
 * (`step` resolves to 'again'). Undefined when the link is nobody's.
 */
export async function changeReader<Outcome>(
  key: string,
  deps: FindReaderDeps,
  step: (reader: Subscriber) => Promise<Outcome | 'again'>,
): Promise<Outcome | undefined> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const reader = await findReader(key, deps);
    if (reader === undefined) return undefined;
    const outcome = await step(reader);
    if (outcome !== 'again') return outcome;
  }
  throw new ReaderKeepsChangingError(`a reader's item changed ${attempts} times while it was written`);
}
