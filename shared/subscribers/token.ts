import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** So many random bytes; injected so that tests choose them. */
export type RandomBytes = (size: number) => Uint8Array;

/** A new link token: 128 random bits as 22 base64url characters. */
export function createToken(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(16)).toString('base64url');
}

/**
 * What a link's token becomes where it must unsubscribe and do nothing else: in a header that mailbox providers read. It is
 * derived, so nothing has to be stored or read for it, and leads back to no token.
 */
export function unsubscribeTokenOf(token: string): string {
  return createHmac('sha256', token).update('unsubscribe').digest('base64url').slice(0, 22);
}

/** Compares in a time that tells nothing of where the tokens differ, nor of their lengths. */
export function tokensMatch(presented: string, stored: string): boolean {
  return timingSafeEqual(digest(presented), digest(stored));
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
