import { describe, expect, test } from 'vitest';
import { renderConfirmation } from '../../../shared/digests/confirmation.ts';
import { composeMessage } from '../../../shared/digests/message.ts';
import { renderDigest } from '../../../shared/digests/render-digest.ts';
import { digestOf, envelope, listEnvelope, renderContext } from '../../support/digest-factories.ts';
import { dayListing } from '../../support/paper-factories.ts';
import { hasPython, readWithPython } from '../../support/python-email.ts';

const listing = dayListing('2026-08-18', [
  {
    id: '2608.00001',
    upvotes: 3,
    title: 'Größe, 多模态 and 👩‍🔬: a Title with Many Scripts That Has to Be Folded over Several Lines',
    abstract: `.\nFrom the start, a dot alone and a From line. ${'Very long text. '.repeat(80)}`,
  },
  { id: '2608.00002', upvotes: 2, title: '=?UTF-8?Q?not_encoded?= by us = at all' },
]);

describe.skipIf(!hasPython())('Python’s email package (skipped where there is no python3)', () => {
  test('reads our messages without defects, text first, every header once, nothing changed', async () => {
    const context = renderContext();
    const mails = [
      renderDigest(digestOf([listing]), context),
      renderConfirmation({ ...context, confirmUrl: `${context.webUrl}/r/key/confirm` }),
    ] as const;
    // One encoded word: Python 3.11 puts spaces between the encoded words of a longer name.
    const name = 'Tägliche "Papiere"';

    const readings = readWithPython([
      await composeMessage(mails[0], listEnvelope({ from: { name, address: 'digest@example.org' } })),
      await composeMessage(mails[1], envelope()),
    ]);

    for (const [index, reading] of readings.entries()) {
      const headerNames = reading.headers.map(([header]) => header);
      expect(reading.defects).toEqual([]);
      expect(reading.types).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
      expect(new Set(headerNames).size).toBe(headerNames.length);
      expect(reading.to).toEqual([envelope().to]);
      expect(new Map(reading.headers).get('subject')).toBe(mails[index]?.subject);
      expect(reading.text.replaceAll('\r\n', '\n')).toBe(mails[index]?.text);
      expect(reading.html.replaceAll('\r\n', '\n').trimEnd()).toBe(mails[index]?.html);
    }
    expect(readings[0]?.from).toEqual([[name, 'digest@example.org']]);
    expect(new Map(readings[0]?.headers).get('list-unsubscribe')).toBe(`<${context.urls.unsubscribe}>`);
  });
});
