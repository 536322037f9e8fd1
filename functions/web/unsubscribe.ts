import { parseReaderKey, type ReaderLink } from '../../shared/subscribers/reader-link.ts';
import { tokensMatch, unsubscribeTokenOf } from '../../shared/subscribers/token.ts';
import type { WebDeps } from './deps.ts';

/** `malformed`: the link is damaged, and nobody can tell whose it was. */
export type Unsubscription = 'unsubscribed' | 'nobody' | 'malformed';

export type UnsubscribeDeps = Pick<WebDeps, 'subscribers' | 'formerLinks'>;

/**
 * Stops all mail to the reader of this link: any number of times, for ever, also after the link was replaced or the
 * reader's data deleted. A reader who bounced or complained gets none already and keeps that state.
 */
export async function unsubscribe(key: string, deps: UnsubscribeDeps): Promise<Unsubscription> {
  const link = parseReaderKey(key);
  if (link === undefined) return 'malformed';
  return leave({ id: link.id, token: unsubscribeTokenOf(link.token) }, deps);
}

/** The same by the link of a mail's header, which can do nothing else. */
export async function unsubscribeOnly(key: string, deps: UnsubscribeDeps): Promise<Unsubscription> {
  const link = parseReaderKey(key);
  return link === undefined ? 'malformed' : leave(link, deps);
}

/** An id that nobody has and a token that is not theirs take the same reads. */
async function leave({ id, token }: ReaderLink, deps: UnsubscribeDeps): Promise<Unsubscription> {
  const reader = await deps.subscribers.get(id);
  const current = tokensMatch(token, reader === undefined ? '' : unsubscribeTokenOf(reader.token));
  if (!current && !(await deps.formerLinks.has(id, token))) return 'nobody';
  if (reader === undefined) return 'nobody';
  await deps.subscribers.unsubscribe(reader);
  return 'unsubscribed';
}
