import type { WebDeps } from './deps.ts';
import { findReader } from './find-reader.ts';

/**
 * Deletes all that is stored of a reader, but for what lets mails sent before unsubscribe whoever signs the address up
 * again. The order makes a crash harmless: first nothing more is sent, then the ledger is cleared, and the link keeps
 * working until the last step, so the reader can ask again.
 */
export async function erase(
  key: string,
  deps: Pick<WebDeps, 'subscribers' | 'ledger' | 'formerLinks'>,
): Promise<'erased' | 'nobody'> {
  const reader = await findReader(key, deps);
  if (reader === undefined) return 'nobody';
  await deps.subscribers.unsubscribe(reader);
  await deps.ledger.eraseReader(reader.id);
  await deps.formerLinks.keepErased(reader);
  await deps.subscribers.erase(reader);
  return 'erased';
}
