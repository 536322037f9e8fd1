import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodedSize } from '../../shared/digests/encoded-size.ts';
import { html } from '../../shared/digests/html.ts';
import { composeMessage } from '../../shared/digests/message.ts';
import { plainLine } from '../../shared/digests/plain-line.ts';
import { renderDigest } from '../../shared/digests/render-digest.ts';
import { shorten } from '../../shared/digests/shorten.ts';
import { textWidth } from '../../shared/digests/wrap-text.ts';
import { digestOf, listEnvelope, renderContext } from '../support/digest-factories.ts';
import { dayListing } from '../support/paper-factories.ts';
import { hasPython, readWithPython } from '../support/python-email.ts';

/** Text as sources may send it: any script, markup, TeX, control characters, halves of surrogate pairs. */
const sourceText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.lorem({ maxCount: 60 }),
  fc
    .array(
      fc.constantFrom('<b>', '&amp;', '"', "'", '$x^2$', '\r\n', '.', 'From ', '--', '=20', '\u202e', 'word'),
    )
    .map(parts => parts.join(' ')),
);

const paperFacts = fc.record({
  title: sourceText.map(text => `T${text}`),
  abstract: sourceText,
  summary: sourceText,
  authors: fc.array(sourceText, { maxLength: 5 }),
  organization: sourceText.map(name => ({ name, fullName: name })),
  codeUrl: fc.oneof(fc.webUrl(), sourceText),
  upvotes: fc.nat({ max: 500 }),
});

const digest = fc.array(paperFacts, { minLength: 1, maxLength: 50 }).map(papers =>
  digestOf(
    [
      dayListing(
        '2026-08-18',
        papers.map((facts, index) => ({ id: `2608.${10_000 + index}`, ...facts })),
      ),
    ],
    {
      maxPapers: 50,
    },
  ),
);

test('whatever the papers, the mail is small, markup stays ours and text lines stay short', async () => {
  await fc.assert(
    fc.asyncProperty(digest, async given => {
      const mail = renderDigest(given, renderContext());
      const message = await composeMessage(mail, listEnvelope());

      expect(message.length).toBeLessThan(102_000);
      expect(mail.shown.length).toBeGreaterThan(0);
      expect(mail.subject).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(mail.html.match(/<h3/g)).toHaveLength(mail.shown.length);
      expect(mail.html).not.toMatch(/<b>|<script/);
      const long = mail.text
        .split('\n')
        .filter(line => Array.from(line).length > textWidth && !/https:\/\/\S+$/.test(line));
      expect(long).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('the size that the budget goes by is never below what the message takes', async () => {
  await fc.assert(
    fc.asyncProperty(sourceText, sourceText, async (some, more) => {
      const mail = { subject: 's', html: html`<p>${some}</p>`.markup, text: `${more}\n` };
      const empty = await composeMessage({ subject: 's', html: ' ', text: '\n' }, listEnvelope());

      const message = await composeMessage(mail, listEnvelope());

      expect(encodedSize(mail.html) + encodedSize(mail.text)).toBeGreaterThanOrEqual(
        message.length - empty.length,
      );
    }),
  );
});

test('a shortened line fits, begins like the whole and is well-formed', () => {
  fc.assert(
    fc.property(sourceText.map(plainLine), fc.integer({ min: 1, max: 120 }), (line, limit) => {
      const short = shorten(line, limit);

      expect(short.length).toBeLessThanOrEqual(limit);
      expect(short.isWellFormed()).toBe(true);
      if (short !== line) expect(line.startsWith(short.slice(0, -1))).toBe(true);
    }),
  );
});

test.skipIf(!hasPython())(
  'Python reads whatever we compose (skipped where there is no python3)',
  async () => {
    const samples = fc.sample(fc.tuple(digest, sourceText.map(plainLine)), 25);
    const mails = samples.map(([given, senderName]) => ({
      name: senderName,
      mail: renderDigest(given, renderContext({ senderName })),
    }));
    const messages = await Promise.all(
      mails.map(({ mail, name }) =>
        composeMessage(mail, listEnvelope({ from: { name, address: 'digest@example.org' } })),
      ),
    );

    const readings = readWithPython(messages);

    for (const [index, reading] of readings.entries()) {
      const headers = new Map(reading.headers);
      expect(reading.defects).toEqual([]);
      expect(headers.size).toBe(reading.headers.length);
      expect(headers.get('subject')).toBe(mails[index]?.mail.subject);
      expect(reading.text.replaceAll('\r\n', '\n')).toBe(mails[index]?.mail.text);
    }
  },
);
