import { describe, expect, it } from 'vitest';
import { clientNetwork, signUpLimits } from '../../../shared/subscribers/sign-up-limits.ts';

const now = new Date('2026-08-18T23:10:00.000Z');
const maxima = { perClientPerHour: 5, perHour: 100 };
const address = (email: string) => ({ email, key: email });

describe('signUpLimits', () => {
  it('counts by client, over all, and by mailbox within hour and day', () => {
    const limits = signUpLimits(address('ada@example.org'), '203.0.113.7', now, maxima);

    expect(limits.map(({ kind, max, windowEnds }) => [kind, max, windowEnds.toISOString()])).toEqual([
      ['client', 5, '2026-08-19T00:00:00.000Z'],
      ['overall', 100, '2026-08-19T00:00:00.000Z'],
      ['address-hour', 1, '2026-08-19T00:00:00.000Z'],
      ['address-day', 3, '2026-08-19T00:00:00.000Z'],
    ]);
  });

  it('keeps neither the address nor the client readable', () => {
    const keys = JSON.stringify(signUpLimits(address('ada@example.org'), '203.0.113.7', now, maxima));

    expect(keys).not.toContain('ada');
    expect(keys).not.toContain('203.0');
  });

  it('begins anew with every hour', () => {
    const later = new Date('2026-08-19T00:00:00.000Z');
    const keysAt = (instant: Date) =>
      signUpLimits(address('ada@example.org'), '203.0.113.7', instant, maxima).map(limit => limit.pk);

    expect(keysAt(now)).not.toEqual(keysAt(later));
    expect(keysAt(new Date('2026-08-18T23:59:59.999Z'))).toEqual(keysAt(now));
  });
});

describe('clientNetwork', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:0:7::1', '2001:db8:0:7::/64'],
    ['2001:0DB8:0000:0007:aaaa:bbbb:cccc:dddd', '2001:db8:0:7::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('takes %s for %s', (client, network) => {
    expect(clientNetwork(client)).toBe(network);
  });
});
