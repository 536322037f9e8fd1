import { describe, expect, it } from 'vitest';
import {
  mailboxKey,
  parseAddress,
  readableAddress,
  subscriberId,
} from '../../../shared/subscribers/address.ts';

function parsed(text: string) {
  const result = parseAddress(text);
  return result.ok ? result.address : result.problem;
}

describe('parseAddress', () => {
  it.each([
    ['ada@example.org', 'ada@example.org', 'ada@example.org'],
    ['  Ada.Lovelace@Example.ORG\n', 'Ada.Lovelace@example.org', 'ada.lovelace@example.org'],
    ['ada+papers@example.org', 'ada+papers@example.org', 'ada+papers@example.org'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
    ['ada@例え.テスト', 'ada@xn--r8jz45g.xn--zckzah', 'ada@xn--r8jz45g.xn--zckzah'],
    [
      "o'brien!#$%&*/=?^_`{|}~-@example.org",
      "o'brien!#$%&*/=?^_`{|}~-@example.org",
      "o'brien!#$%&*/=?^_`{|}~-@example.org",
    ],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('reads %j as %s, known as %s', (text, email, key) => {
    expect(parsed(text)).toEqual({ email, key });
  });

  it.each([
    ['', 'missing'],
    ['   ', 'missing'],
    ['ada', 'not-an-address'],
    ['@example.org', 'not-an-address'],
    ['ada lovelace@example.org', 'not-an-address'],
    ['Ada <ada@example.org>', 'not-an-address'],
    ['a@b@example.org', 'not-an-address'],
    ['.ada@example.org', 'not-an-address'],
    ['ada.@example.org', 'not-an-address'],
    ['a..da@example.org', 'not-an-address'],
    ['"ada"@example.org', 'not-an-address'],
    ['ada@example.org\r\nBcc: b@example.org', 'not-an-address'],
    ['ada\u0000@example.org', 'not-an-address'],
    ['jürgen@example.org', 'local-part-not-ascii'],
    ['ada@', 'domain-not-valid'],
    ['ada@localhost', 'domain-not-valid'],
    ['ada@example.org.', 'domain-not-valid'],
    ['ada@example..org', 'domain-not-valid'],
    ['ada@-example.org', 'domain-not-valid'],
    ['ada@exa_mple.org', 'domain-not-valid'],
    ['ada@127.0.0.1', 'domain-not-valid'],
    ['ada@[127.0.0.1]', 'domain-not-valid'],
    ['ada@0x7f.1', 'domain-not-valid'],
    ['ada@ex%41mple.org', 'domain-not-valid'],
    ['ada@example.org/path', 'domain-not-valid'],
    ['ada@example.org,bob@example.org', 'not-an-address'],
    [`${'a'.repeat(65)}@example.org`, 'too-long'],
    [`ada@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example.org`, 'too-long'],
  ])('calls %j %s', (text, problem) => {
    expect(parsed(text)).toBe(problem);
  });
});

it('shows a domain in its own script', () => {
  expect(readableAddress('ada@xn--bcher-kva.example')).toBe('ada@bücher.example');
});

it('derives an id that nobody can guess an address from by looking', () => {
  expect(subscriberId('ada@example.org')).toMatch(/^[0-9a-f]{32}$/);
  expect(subscriberId('ada@example.org')).not.toBe(subscriberId('bob@example.org'));
});

describe('mailboxKey', () => {
  it.each([
    ['ada+papers@example.org', 'ada@example.org'],
    ['ada+a+b@example.org', 'ada@example.org'],
    ['a.d.a@example.org', 'a.d.a@example.org'],
    ['a.d.a+x@gmail.com', 'ada@gmail.com'],
    ['+ada@example.org', '+ada@example.org'],
  ])('counts %s as %s', (key, mailbox) => {
    expect(mailboxKey({ email: key, key })).toBe(mailbox);
  });
});
