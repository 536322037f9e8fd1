import { invalidParameter } from './ses-error.ts';

/** The bare address in `Name <a@example.org>` or `a@example.org`, checked as SES checks it. */
export function bareAddress(text: string): string {
  const address = (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim();
  checkAddress(address);
  return address;
}

/** The addresses of a header such as To: commas inside quotes or angle brackets do not separate. */
export function addressList(header: string): readonly string[] {
  const parts = header.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,"<])+/g) ?? [];
  return parts.filter(part => part.trim() !== '').map(bareAddress);
}

/** The domain of an address, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function checkAddress(address: string): void {
  const at = address.lastIndexOf('@');
  if (at === -1) throw invalidParameter("Missing final '@domain'");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (local === '') throw invalidParameter('Missing local name');
  if (/[\u0000-\u0020\u007f]/.test(local)) {
    throw invalidParameter('Local address contains control or whitespace');
  }
  if (!isAscii(local)) throw invalidParameter('Local address contains non-ASCII characters');
  if (/[()<>,;:\\"[\]@]/.test(local)) throw invalidParameter('Local address contains illegal characters');
  if (Buffer.byteLength(local) > 64) throw invalidParameter('Local address is longer than 64 octets');
  if (/^\.|\.$|\.\./.test(local)) throw invalidParameter('Local address has a misplaced dot');
  if (!isAscii(domain)) throw invalidParameter('Domain contains non-ASCII characters');
  if (domain.length > 255) throw invalidParameter('Domain name is too long');
  if (domain.startsWith('.') || domain.includes('..')) throw invalidParameter('Domain starts with dot');
  if (domain.endsWith('.')) throw invalidParameter('Domain ends with dot');
  if (!/^[\dA-Za-z-]+(\.[\dA-Za-z-]+)+$/.test(domain)) {
    throw invalidParameter('Domain contains illegal character');
  }
}

export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
