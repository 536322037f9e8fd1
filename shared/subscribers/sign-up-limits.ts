import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type Address, mailboxKey } from './address.ts';

/** One counter of sign-up mails within one window of time. */
export interface SignUpLimit {
  readonly kind: 'client' | 'overall' | 'address-hour' | 'address-day';
  /** The counter's key. What it counts by is hashed: neither addresses nor clients can be read from the table. */
  readonly pk: string;
  readonly max: number;
  readonly windowEnds: Date;
}

/** How many sign-up mails one client and everyone together may cause in an hour: stage settings. */
export interface SignUpMaxima {
  readonly perClientPerHour: number;
  readonly perHour: number;
}

/** Mails to one mailbox: enough for one that got lost, useless for flooding somebody. */
const perAddressPerHour = 1;
const perAddressPerDay = 3;

/**
 * The counters that a sign-up must pass, in the order in which they are taken. Those that have nothing to do with the
 * address come first: they answer aloud, and the answer must not depend on what was done with the address before.
 */
export function signUpLimits(
  address: Address,
  clientAddress: string,
  now: Date,
  maxima: SignUpMaxima,
): SignUpLimit[] {
  const mailbox = mailboxKey(address);
  return [
    limit('client', clientNetwork(clientAddress), hourOf(now), maxima.perClientPerHour),
    limit('overall', '', hourOf(now), maxima.perHour),
    limit('address-hour', mailbox, hourOf(now), perAddressPerHour),
    limit('address-day', mailbox, dayOf(now), perAddressPerDay),
  ];
}

interface Window {
  readonly name: string;
  readonly ends: Date;
}

function limit(kind: SignUpLimit['kind'], countedBy: string, window: Window, max: number): SignUpLimit {
  const hash = createHash('sha256').update(`${kind}:${countedBy}`).digest('hex').slice(0, 32);
  return { kind, pk: `limit#${kind}#${hash}#${window.name}`, max, windowEnds: window.ends };
}

function hourOf(now: Date): Window {
  const ends = new Date(now);
  ends.setUTCHours(now.getUTCHours() + 1, 0, 0, 0);
  return { name: now.toISOString().slice(0, 13), ends };
}

function dayOf(now: Date): Window {
  const ends = new Date(now);
  ends.setUTCHours(24, 0, 0, 0);
  return { name: now.toISOString().slice(0, 10), ends };
}

/** What counts as one client: an IPv4 address, or an IPv6 /64, the least that a household is given. */
export function clientNetwork(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const trailing = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - trailing.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...trailing];
  const network = all.slice(0, 4).map(group => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
