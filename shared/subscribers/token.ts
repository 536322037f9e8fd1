import { createHash, timingSafeEqual } from 'node:crypto';

/** So many random bytes; injected so that tests choose them. */
export type RandomBytes = (size: number) => Uint8Array;

/** A new link token: 128 random bits as 22 base64url characters. */
export function createToken(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(16)).toString('base64url');
}

/** Compares in a time that tells nothing of where the tokens differ, nor of their lengths. */
export function tokensMatch(presented: string, stored: string): boolean {
  return timingSafeEqual(digest(presented), digest(stored));
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
