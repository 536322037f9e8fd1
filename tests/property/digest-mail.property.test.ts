import * as fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { headerText } from '../../shared/digests/header-text.ts';
import { composeMessage } from '../../shared/digests/message.ts';
import { plainLine } from '../../shared/digests/plain-line.ts';
import { quotedPrintable } from '../../shared/digests/quoted-printable.ts';
import { renderDigest } from '../../shared/digests/render-digest.ts';
import { shorten } from '../../shared/digests/shorten.ts';
import { textWidth } from '../../shared/digests/wrap-text.ts';
import { digestOf, listEnvelope, renderContext } from '../support/digest-factories.ts';
import { dayListing } from '../support/paper-factories.ts';
import { hasPython, readWithPython } from '../support/python-email.ts';
import { rules } from '../support/rule-factories.ts';

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

/** Words that stand in the texts above, so that there is something to mark, and something that is markup. */
const wishes = fc.constantFrom(
  rules(),
  rules({ include: { phrases: ['word', 'b', 'lorem'] } }),
  rules({ include: { phrases: ['amp', 'x 2', 'From'], organizations: ['T'] } }),
);

const digest = fc
  .tuple(fc.array(paperFacts, { minLength: 1, maxLength: 50 }), wishes)
  .map(([papers, chosen]) =>
    digestOf(
      [
        dayListing(
          '2026-08-18',
          papers.map((facts, index) => ({ id: `2608.${10_000 + index}`, ...facts })),
        ),
      ],
      { maxPapers: 50, rules: chosen },
    ),
  );

test('the numbers in its first line add up to all that is listed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ word: fc.boolean(), sent: fc.boolean() }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      (papers, maxPapers, spared) => {
        const ids = papers.map((_, index) => `2608.${10_000 + index}`);
        const listing = dayListing(
          '2026-08-18',
          papers.map(({ word }, index) => ({ id: ids[index]!, title: word ? 'A survey' : 'A toy' })),
        );
        fc.pre(papers.some(({ word, sent }) => !sent && !(spared && word)));
        const digest = digestOf([listing], {
          maxPapers,
          sent: new Set(ids.filter((_, index) => papers[index]!.sent)),
          ...(spared && { rules: rules({ exclude: { phrases: ['survey'] } }) }),
        });

        const text = renderDigest(digest, renderContext()).text.replace(/\s+/g, ' ');

        const [, first = '', total, why = ''] =
          /(?:All )?([\d,]+)(?: of the ([\d,]+))? papers? listed(?:, most upvoted first)?(?:; ([^.]*))?\./.exec(
            text,
          ) ?? [];
        const missing = [...why.matchAll(/(?:^|, )(\d+) /g)].map(([, number]) => Number(number));
        const sum = missing.reduce((all, each) => all + each, Number(first));
        expect([sum, Number(total ?? first)]).toEqual([papers.length, papers.length]);
      },
    ),
  );
});

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

test('quoted-printable comes back as it was, in short lines of ASCII without a space at the end', () => {
  fc.assert(
    fc.property(fc.array(sourceText, { maxLength: 4 }), texts => {
      const text = texts.map(each => each.toWellFormed().replaceAll('\r\n', '\n')).join(' \n');

      const encoded = quotedPrintable(text);

      const decoded = encoded
        .replaceAll('=\r\n', '')
        .replaceAll('\r\n', '\n')
        .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
      expect(Buffer.from(decoded, 'latin1').toString()).toBe(text);
      for (const line of encoded.split('\r\n')) expect(line).toMatch(/^[!-~ ]{0,75}[!-~]?$/);
    }),
  );
});

/** Refuses half a character, which a lenient one would show as U+FFFD; a title may hold U+FFFD itself. */
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

test('headers are folded into lines of 76 characters, encoded words into whole characters', () => {
  fc.assert(
    fc.property(sourceText.map(plainLine), text => {
      const lines = `Subject: ${headerText(text, 'Subject: '.length)}`.split('\r\n');

      for (const line of lines) {
        // A word that is longer than a line stays whole.
        if (line.trim().includes(' ')) expect(line.length).toBeLessThanOrEqual(76);
        const [, word] = /=\?UTF-8\?B\?(.*)\?=/.exec(line) ?? [];
        if (word !== undefined) expect(() => strictUtf8.decode(Buffer.from(word, 'base64'))).not.toThrow();
      }
    }),
  );
});

test('a mail program reads back the subject and the sender’s name', async () => {
  await fc.assert(
    fc.asyncProperty(sourceText.map(plainLine), sourceText.map(plainLine), async (subject, name) => {
      const from = { name, address: 'digest@example.org' };

      const message = await composeMessage({ subject, text: 'x', html: 'x' }, listEnvelope({ from }));

      const read = await PostalMime.parse(message);
      expect(read.subject ?? '').toBe(subject);
      expect(read.from).toEqual(from);
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
