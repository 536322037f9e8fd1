import { describe, expect, test } from 'vitest';
import { composeMessage, UnsafeHeaderError } from '../../../shared/digests/message.ts';
import { envelope, listEnvelope } from '../../support/digest-factories.ts';
import { headersOf } from '../../support/raw-message.ts';

const mail = { subject: 'Ünïcode: 20 papers…', text: 'Größe\n\n-- \nend\n', html: '<p>Größe</p>' };

describe('a message', () => {
  test('of a digest has every header once, and those that lists need', async () => {
    const headers = headersOf(await composeMessage(mail, listEnvelope()));

    expect(headers.map(({ name }) => name.toLowerCase()).toSorted()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'list-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'message-id',
      'mime-version',
      'precedence',
      'subject',
      'to',
    ]);
    expect(Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]))).toMatchObject({
      from: 'Daily Papers <digest@example.org>',
      'list-id': '<digest.example.org>',
      'list-unsubscribe': `<${listEnvelope().unsubscribeUrl ?? ''}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      precedence: 'bulk',
      'auto-submitted': 'auto-generated',
      date: 'Tue, 18 Aug 2026 09:00:00 +0000',
    });
  });

  test('of a confirmation is not a list’s', async () => {
    const headers = headersOf(await composeMessage(mail, envelope()));

    expect(
      headers.map(({ name }) => name.toLowerCase()).filter(name => /list|precedence/.test(name)),
    ).toEqual([]);
  });

  test('goes to the address as given', async () => {
    const headers = headersOf(await composeMessage(mail, envelope({ to: "O'Neil+Tag@ExAmple.org" })));

    expect(headers.find(({ name }) => name === 'To')?.value).toBe("O'Neil+Tag@ExAmple.org");
  });

  test('is the same for the same mail and envelope, and another for another', async () => {
    const first = await composeMessage(mail, listEnvelope());
    const again = await composeMessage(mail, listEnvelope());
    const other = await composeMessage(mail, listEnvelope({ to: 'other@example.org' }));

    expect(Buffer.compare(first, again)).toBe(0);
    expect(Buffer.compare(first, other)).not.toBe(0);
  });

  test('has CRLF line ends only, in lines that SES takes', async () => {
    const raw = Buffer.from(
      await composeMessage({ ...mail, html: `<p>${'x'.repeat(5000)}</p>` }, listEnvelope()),
    );
    const text = raw.toString('latin1');

    expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
    expect(Math.max(...text.split('\r\n').map(line => line.length))).toBeLessThanOrEqual(998);
    expect(text).toMatch(/^[\x01-\x7f]*$/);
  });

  test.each<[string, Partial<Parameters<typeof composeMessage>[1]>]>([
    ['From (name)', { from: { name: 'Daily\r\nBcc: x@example.org', address: 'digest@example.org' } }],
    ['From (address)', { from: { name: 'Daily', address: 'digest@example.org\nBcc: x@example.org' } }],
    ['To', { to: 'reader@example.org\r\nBcc: x@example.org' }],
    ['To', { to: 'reader@example.org, other@example.org' }],
    ['To', { to: 'Reader <reader@example.org>' }],
    ['To', { to: 'größe@example.org' }],
    ['To', { to: 'reader@exämple.org' }],
    ['To', { to: 'nobody' }],
    ['List-Id', { listId: 'digest.example.org>\r\nX: y' }],
    ['List-Unsubscribe', { unsubscribeUrl: 'https://example.org/\r\nX: y' }],
    ['List-Unsubscribe', { unsubscribeUrl: 'https://example.org/>, <mailto:x@example.org' }],
    ['List-Unsubscribe', { unsubscribeUrl: 'mailto:x@example.org' }],
    ['List-Unsubscribe', { unsubscribeUrl: `https://example.org/${'x'.repeat(1000)}` }],
  ])('refuses what would break out of %s: %j', async (header, given) => {
    await expect(composeMessage(mail, listEnvelope(given))).rejects.toThrow(
      new UnsafeHeaderError(`the value for ${header} may not go into a header`),
    );
  });

  test('refuses a subject of two lines', async () => {
    await expect(composeMessage({ ...mail, subject: 'a\nb' }, envelope())).rejects.toThrow(UnsafeHeaderError);
  });
});
