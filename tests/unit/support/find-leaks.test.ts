import { describe, expect, it } from 'vitest';
import { findCredentials, findLeaks } from '../../support/find-leaks.ts';

const address = 'Planted@leak.example';
const token = 'q83vEjRWeJCrze8SNFZ4kA';
const file = (text: string) => [{ path: 'logs/Mailer.log', text }];

describe('a planted word', () => {
  it.each([
    ['as it is', `{"message":"sent","to":"${address}"}`],
    ['in other letters', `to ${address.toLowerCase()}`],
    ['in a URL', `GET /feeds?q=${encodeURIComponent(address)}`],
    ['in base64', Buffer.from(address).toString('base64')],
    ['in base64, one byte on', Buffer.from(`x${address} and more`).toString('base64')],
    ['in base64, two bytes on', Buffer.from(`to${address} and more`).toString('base64')],
  ])('is found %s', (_, text) => {
    expect(findLeaks(file(text), [token, address])).toEqual([`logs/Mailer.log: ${address}`]);
  });

  it('is told with each file that has it, and with no other', () => {
    const files = [
      { path: 'a', text: `${token} ${address}` },
      { path: 'b', text: 'sent, reader 7d2f4c5b9f0e4a0f' },
      { path: 'c', text: `/r/7d2f.${token}/confirm` },
    ];

    expect(findLeaks(files, [token, address])).toEqual([`a: ${token}`, `a: ${address}`, `c: ${token}`]);
  });

  it('is not found in part', () => {
    expect(findLeaks(file('leak.exampl, q83vEjRWeJCrze8SNFZ4k'), [token, address])).toEqual([]);
  });
});

describe('credentials', () => {
  it.each([`AKIA${'A1'.repeat(8)}`, '-----BEGIN RSA PRIVATE KEY-----', `hf_${'x'.repeat(34)}`])(
    'like %s are found',
    text => {
      expect(findCredentials(file(`before ${text} after`))).toHaveLength(1);
    },
  );

  it('are not seen in a hash or a name', () => {
    expect(findCredentials(file('AKIA hf_token npm_config_cache 0f8e1d3a6b5c4d2e'))).toEqual([]);
  });
});
