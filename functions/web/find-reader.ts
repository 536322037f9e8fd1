import { parseReaderKey } from '../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { tokensMatch } from '../../shared/subscribers/token.ts';
import type { WebDeps } from './deps.ts';

export type FindReaderDeps = Pick<WebDeps, 'subscribers'>;

/** The reader behind a link. An unknown id and a wrong token look the same, and take the same time. */
export async function findReader(key: string, deps: FindReaderDeps): Promise<Subscriber | undefined> {
  const link = parseReaderKey(key);
  if (link === undefined) return undefined;
  const reader = await deps.subscribers.get(link.id);
  const matches = tokensMatch(link.token, reader?.token ?? '');
  return matches ? reader : undefined;
}
