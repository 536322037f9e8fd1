import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markPhrases } from '../../shared/matching/mark-phrases.ts';
import { verdictOf } from '../../shared/matching/match.ts';
import { matchRules } from '../../shared/matching/match-rules.ts';
import { indexPapers } from '../../shared/matching/paper-index.ts';
import { similarity } from '../../shared/matching/similarity.ts';
import { tokens } from '../../shared/matching/stem-text.ts';
import type { Paper } from '../../shared/papers/paper.ts';
import { factsOf, matchByBruteForce, stands } from '../support/brute-force-matcher.ts';
import { hasFixtures, needsFixtures, readRecordedPapers } from '../support/fixtures.ts';
import { paper } from '../support/paper-factories.ts';
import { rules } from '../support/rules-factories.ts';

/** Few words, so that they meet; each near to another in one of the ways that matter. */
const word = fc.constantFrom(
  ...['model', 'models', 'Modelling', 'language', 'Large', 'universe', 'university', 'RAG', 'rag', 'rags'],
  ...[
    'RAGs',
    'LoRA',
    'lora',
    'LLM',
    'LLMs',
    'llms',
    'GPT-4',
    'GPT4',
    'GPT',
    '4',
    'Schrödinger',
    'schrodinger',
  ],
  ...[
    'fine-tuning',
    'finetuned',
    'tuning',
    'fine',
    'multi-modal',
    'multimodal',
    'o1',
    'C++',
    'c',
    '语言',
    '言',
  ],
  ...['MegaStyle', 'megastyle', 'clip', 'CLIP', 'clipping'],
);
const separator = fc.constantFrom(' ', ' ', ' ', '-', '/', ', ', '. ', ' (', ' $\\alpha$ ');
const text = fc
  .array(fc.tuple(word, separator), { minLength: 1, maxLength: 9 })
  .map(parts => parts.flat().slice(0, -1).join(''));
const phrase = fc
  .array(fc.tuple(word, fc.constantFrom(' ', '-')), { minLength: 1, maxLength: 3 })
  .map(parts => parts.flat().slice(0, -1).join(''));
const author = fc.constantFrom(
  ...[
    'Ada Example',
    'A. Example',
    'Ada B. Example',
    'Example, Ada',
    'Ada Exampleton',
    'Li Wei',
    'Li Weiming',
  ],
  ...[
    'Jean-Luc Sample',
    'Jean Luc Sample',
    'Jean Sample',
    'Ada Smith-Jones',
    'Ada Smith Jones',
    'Müller',
    'A',
  ],
);
const name = fc.constantFrom('Example Lab', 'example-lab', 'ExampleLab', 'Example', 'Labor');
const named = fc.option(fc.record({ name, fullName: name }), { nil: undefined });
const category = fc.constantFrom('cs.CL', 'cs.LG', 'cs', 'astro-ph', 'astro-ph.GA', 'csx.CL');

const anyPaper: fc.Arbitrary<Paper> = fc
  .record({
    number: fc.integer({ min: 1, max: 9 }),
    title: text,
    abstract: fc.oneof(text, fc.string({ unit: 'grapheme' })),
    keywords: fc.array(phrase, { maxLength: 2 }),
    authors: fc.array(author, { maxLength: 3 }),
    categories: fc.array(category, { maxLength: 2 }),
    organization: named,
    submitter: named,
  })
  .map(({ number, organization, submitter, ...facts }) =>
    paper({
      id: `2608.0000${number}`,
      ...facts,
      ...(organization && { organization }),
      ...(submitter && { submitter }),
    }),
  );
const papers = fc.uniqueArray(anyPaper, { maxLength: 5, selector: ({ id }) => id });

const terms = fc.record({
  phrases: fc.array(fc.oneof(phrase, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 4 }),
  authors: fc.array(author, { maxLength: 2 }),
  organizations: fc.array(name, { maxLength: 2 }),
  categories: fc.array(category, { maxLength: 2 }),
  submitters: fc.array(name, { maxLength: 2 }),
});
/** Past the schema on purpose: a matcher must not depend on terms being tidy. */
const anyRules = fc.record({ include: terms, exclude: terms }).map(given => ({ ...rules({}), ...given }));

test('the index finds what brute force finds', () => {
  fc.assert(
    fc.property(anyRules, papers, (wanted, given) => {
      const index = indexPapers(given);

      const found = matchRules(wanted, index);

      expect([...found]).toEqual([...matchByBruteForce(wanted, given)]);
      expect([...matchRules(wanted, index)]).toEqual([...found]);
    }),
    { numRuns: 1500 },
  );
});

test.skipIf(!hasFixtures)(
  `it does so on recorded papers, for runs of their own words${needsFixtures}`,
  () => {
    const recorded = indexPapers(readRecordedPapers()).papers.filter((_, number) => number % 20 === 0);
    const index = indexPapers(recorded);
    const texts = recorded.flatMap(({ title, keywords, abstract, authors }) => [
      ...[title, abstract, ...keywords].map(given => given.split(' ')),
      ...authors.map(given => [given]),
    ]);
    const runOfWords = fc
      .tuple(fc.constantFrom(...texts), fc.nat(300), fc.integer({ min: 1, max: 3 }))
      .map(([words, from, count]) => {
        const start = from % words.length;
        return words.slice(start, start + count).join(' ');
      });

    fc.assert(
      fc.property(fc.array(runOfWords, { minLength: 1, maxLength: 3 }), given => {
        const wanted = { ...rules({}), include: { ...rules({}).include, phrases: given, authors: given } };

        expect([...matchRules(wanted, index)]).toEqual([...matchByBruteForce(wanted, recorded)]);
      }),
      { numRuns: 30 },
    );
  },
);

test('the order of the papers makes no difference', () => {
  fc.assert(
    fc.property(anyRules, papers, (wanted, given) => {
      const turned = matchRules(wanted, indexPapers(given.toReversed()));

      expect([...turned]).toEqual([...matchRules(wanted, indexPapers(given))]);
    }),
  );
});

test('whatever is reported is true of the paper', () => {
  fc.assert(
    fc.property(anyRules, papers, (wanted, given) => {
      for (const { paperId, included, excluded } of matchRules(wanted, indexPapers(given)).values()) {
        const about = given.find(({ id }) => id === paperId)!;
        for (const { kind, term, papers: count, where, name: printed } of [...included, ...excluded]) {
          expect({ ...(where && { where }), ...(printed && { name: printed }) }).toEqual(
            factsOf(kind, term, about),
          );
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThanOrEqual(given.length);
        }
      }
    }),
  );
});

test('an excluded term hides a paper, unless the reader follows one of its authors', () => {
  fc.assert(
    fc.property(anyRules, papers, (wanted, given) => {
      for (const match of matchRules(wanted, indexPapers(given)).values()) {
        const followed = match.included.some(({ kind }) => kind === 'authors');
        if (match.excluded.length > 0) expect(verdictOf(match)).toBe(followed ? 'followed' : 'excluded');
      }
    }),
  );
});

test('marked pieces add up to the text, and each marked one holds one of the phrases', () => {
  fc.assert(
    fc.property(
      fc.oneof(text, fc.string({ unit: 'grapheme' })),
      fc.array(phrase, { maxLength: 3 }),
      (given, phrases) => {
        const pieces = markPhrases(given, phrases);

        expect(pieces.map(piece => piece.text).join('')).toBe(given);
        expect(pieces.some(({ marked }) => marked)).toBe(phrases.some(wanted => stands(wanted, given)));
        for (const piece of pieces) {
          expect(piece.text).not.toBe('');
          if (piece.marked) expect(phrases.some(wanted => stands(wanted, piece.text))).toBe(true);
        }
      },
    ),
  );
});

test('texts of ASCII have the words that any text with the same letters has', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary-ascii' })), given => {
      const plain = given.replace(/[\\^$]/g, ' ');

      expect(tokens(`${plain} \u2026`)).toEqual(tokens(plain));
    }),
  );
});

test('words stand where they are said to stand, in order and apart', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), given => {
      let before = { end: 0, position: -1 };
      for (const { start, end, position, word: folded } of tokens(given)) {
        expect(start).toBeGreaterThanOrEqual(before.end);
        expect(end).toBeGreaterThan(start);
        expect(position).toBeGreaterThan(before.position);
        expect(folded).not.toBe('');
        before = { end, position };
      }
      expect(before.end).toBeLessThanOrEqual(given.length);
    }),
  );
});

test('likeness is symmetrical, from 0 to 1, and 1 with oneself', () => {
  fc.assert(
    fc.property(papers, given => {
      const index = indexPapers(given);
      for (const { id: a } of given)
        for (const { id: b } of given) {
          const likeness = similarity(a, b, index);
          expect(likeness).toBe(similarity(b, a, index));
          expect(likeness).toBeGreaterThanOrEqual(0);
          expect(likeness).toBeLessThanOrEqual(1);
          if (a === b) expect(likeness).toBe(1);
        }
    }),
  );
});
