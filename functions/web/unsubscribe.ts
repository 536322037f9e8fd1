import { parseReaderKey } from '../../shared/subscribers/reader-link.ts';
import type { FindReaderDeps } from './find-reader.ts';
import { findReader } from './find-reader.ts';

/** `malformed`: the link is damaged, and nobody can tell whose it was. */
export type Unsubscription = 'unsubscribed' | 'nobody' | 'malformed';

/**
 * Stops all mail to the reader of this link: any number of times, for ever, also after the reader's data are deleted.
 * A reader who bounced or complained gets none already and keeps that state.
 */
export async function unsubscribe(key: string, deps: FindReaderDeps): Promise<Unsubscription> {
  if (parseReaderKey(key) === undefined) return 'malformed';
  const reader = await findReader(key, deps);
  if (reader === undefined) return 'nobody';
  await deps.subscribers.unsubscribe(reader);
  return 'unsubscribed';
}
