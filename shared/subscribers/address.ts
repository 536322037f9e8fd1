import { createHash } from 'node:crypto';
import { domainToASCII, domainToUnicode } from 'node:url';

/** An e-mail address that SES can carry. */
export interface Address {
  /** As typed, with the domain in ASCII: mail goes to exactly this, for only its host may judge the local part's case. */
  readonly email: string;
  /** The whole address in lower case: what makes two spellings one reader. `+tag`s and dots stay. */
  readonly key: string;
}

export const addressProblems = {
  missing: 'Enter your e-mail address.',
  'not-an-address': 'This is not an e-mail address. It should look like name@example.org.',
  'local-part-not-ascii':
    'The part before the @ has letters that our mail service cannot carry. Use an address with plain letters (a–z), digits and . _ + - there.',
  'domain-not-valid': 'The part after the @ is not a domain. It should look like example.org.',
  'too-long': 'This address is too long: 64 characters before the @ and 254 in all are the limit.',
} as const;
type AddressProblem = keyof typeof addressProblems;

export type ParsedAddress =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly problem: AddressProblem };

/** RFC 5321's dot-string. Quoted local parts are legal too, but no mailbox that a person reads has one. */
const dotAtom = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const printableAscii = /^[\x21-\x7e]*$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Before IDNA: letters of any script with their marks, digits, hyphens, and the dots that IDNA knows. */
const domainAsTyped = /^[\p{L}\p{M}\p{N}\u200c\u200d.\u3002\uff0e\uff61-]+$/u;

/**
 * Reads what a person typed into an address field. Whatever is accepted is printable ASCII without spaces, quotes,
 * angle brackets or line breaks, so it can go into a header as it is.
 */
export function parseAddress(text: string): ParsedAddress {
  const typed = text.trim();
  if (typed === '') return { ok: false, problem: 'missing' };
  const at = typed.lastIndexOf('@');
  if (at < 1 || /[\s\p{Cc}]/u.test(typed)) return { ok: false, problem: 'not-an-address' };
  const localPart = typed.slice(0, at);
  if (!printableAscii.test(localPart)) return { ok: false, problem: 'local-part-not-ascii' };
  if (!dotAtom.test(localPart)) return { ok: false, problem: 'not-an-address' };
  const domain = asciiDomain(typed.slice(at + 1));
  if (domain === undefined) return { ok: false, problem: 'domain-not-valid' };
  const email = `${localPart}@${domain}`;
  if (localPart.length > 64 || email.length > 254) return { ok: false, problem: 'too-long' };
  return { ok: true, address: { email, key: email.toLowerCase() } };
}

/** The domain in lower-case ASCII (IDNA), or undefined when no mail can have such a domain. */
function asciiDomain(typed: string): string | undefined {
  // domainToASCII also decodes %-escapes and numbers as URLs do; only names may reach it.
  if (!domainAsTyped.test(typed)) return undefined;
  const labels = domainToASCII(typed).split('.');
  const topLevel = labels.at(-1) ?? '';
  const valid = labels.length >= 2 && labels.every(part => label.test(part)) && !/^\d+$/.test(topLevel);
  return valid ? labels.join('.') : undefined;
}

/** The address as its owner would write it, with the domain in its own script. For showing only. */
export function readableAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at)}@${domainToUnicode(email.slice(at + 1))}`;
}

/** The reader's id: the first 32 hex digits of the SHA-256 of the address's key. One address, one item. */
export function subscriberId(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

/**
 * The mailbox that an address most likely ends in, for counting sign-ups only: without `+tag`, and without dots where
 * the provider ignores them. Never an identity, for other providers see these as different people.
 */
export function mailboxKey({ key }: Address): string {
  const at = key.lastIndexOf('@');
  const domain = key.slice(at + 1);
  const base = key.slice(0, at).replace(/(.)\+.*$/, '$1');
  const ignoresDots = domain === 'gmail.com' || domain === 'googlemail.com';
  return `${ignoresDots ? base.replaceAll('.', '') : base}@${domain}`;
}
