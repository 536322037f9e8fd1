import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addFacts, addToEntry, combine, joinTold } from '../../shared/papers/merge.ts';
import { type ListingEntry, type SourceName, sourceNames } from '../../shared/papers/paper.ts';
import { rankEntries } from '../../shared/papers/ranking.ts';
import { plainText } from '../../shared/papers/text.ts';
import type { PaperFacts, SourceEntry, ToldBySource } from '../../shared/papers/told.ts';

const facts: fc.Arbitrary<PaperFacts> = fc.record(
  {
    title: fc.string({ minLength: 1 }),
    abstract: fc.string(),
    authors: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
    authorCount: fc.nat(9),
    summary: fc.string(),
    keywords: fc.array(fc.string({ minLength: 1 }), { maxLength: 2 }),
    categories: fc.array(fc.constantFrom('cs.CL', 'cs.LG'), { maxLength: 2 }),
    codeStars: fc.nat(9),
  },
  { requiredKeys: [] },
);
const source = fc.constantFrom<SourceName>(...sourceNames);
const tellings = fc.array(fc.record({ source, facts }), { maxLength: 8 });
const id = '2601.00001';

const tell = (list: readonly { source: SourceName; facts: PaperFacts }[]) =>
  list.reduce<ToldBySource>((told, { source: by, facts: what }) => addFacts(told, by, what), {});

/** One order out of many that keeps each source's own: sources are read in any order, polls follow each other. */
const interleaved = tellings.chain(list =>
  fc.shuffledSubarray([...sourceNames], { minLength: sourceNames.length }).map(order => ({
    list,
    other: order.flatMap(by => list.filter(telling => telling.source === by)),
  })),
);

test('a paper is the same in whatever order the sources are read', () => {
  fc.assert(
    fc.property(interleaved, ({ list, other }) => {
      expect(combine(id, tell(other))).toEqual(combine(id, tell(list)));
    }),
  );
});

test('a paper told twice is told once', () => {
  fc.assert(
    fc.property(tellings, list => {
      const told = tell(list);
      expect(joinTold(told, told)).toEqual(told);
    }),
  );
});

test('no fact is lost: what any source tells is known afterwards, whatever comes later', () => {
  fc.assert(
    fc.property(tellings, source, facts, (list, by, later) => {
      const before = combine(id, tell(list));
      const after = combine(id, addFacts(tell(list), by, later));
      for (const [key, value] of Object.entries(before)) {
        const known = Array.isArray(value) ? value.length > 0 : value !== '';
        if (!known || key === 'title') continue;
        const now: unknown = after[key as keyof typeof after];
        expect(Array.isArray(now) ? now.length : now).not.toBeOneOf([
          undefined,
          '',
          ...(Array.isArray(value) ? [0] : []),
        ]);
      }
    }),
  );
});

const sourceEntry: fc.Arbitrary<SourceEntry> = fc
  .record({ source, upvotes: fc.nat(99), comments: fc.nat(9), withVotes: fc.boolean() })
  .map(({ source: by, upvotes, comments, withVotes }) => ({
    source: by,
    paperId: id,
    day: '2026-01-08',
    facts: { title: 'Toys' },
    ...(withVotes && { upvotes, comments }),
  }));

test('an entry that Hugging Face has told once carries its latest votes, wherever other sources come in', () => {
  const sighting = { at: new Date('2026-01-08T08:00:00Z'), late: false };
  fc.assert(
    fc.property(fc.array(sourceEntry, { minLength: 1 }), list => {
      const merged = list.reduce<ListingEntry | undefined>(
        (known, told) => addToEntry(known, told, sighting),
        undefined,
      );

      const latest = list.findLast(told => told.source === 'hugging-face' && told.upvotes !== undefined);
      if (latest !== undefined)
        expect([merged?.upvotes, merged?.comments]).toEqual([latest.upvotes, latest.comments]);
      expect(new Set(merged?.sources)).toEqual(new Set(list.map(told => told.source)));
    }),
  );
});

test('ranking is a total order: best first, and the same for any order of the same entries', () => {
  const entry = fc.record({
    paperId: fc.stringMatching(/^[a-c]{2}$/),
    upvotes: fc.nat(2),
    comments: fc.nat(2),
  });
  const entries = fc.uniqueArray(entry, { selector: ({ paperId }) => paperId, maxLength: 9 });
  fc.assert(
    fc.property(
      entries.chain(list =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        const ranked = rankEntries(list);
        expect(rankEntries(shuffled)).toEqual(ranked);
        expect(ranked.map(({ upvotes }) => upvotes)).toEqual(
          list.map(({ upvotes }) => upvotes).sort((a, b) => b - a),
        );
      },
    ),
  );
});

test('unwrapping twice changes nothing more, and leaves one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const plain = plainText(text);
      expect(plainText(plain)).toBe(plain);
      expect(plain).not.toMatch(/[\n\r\t\0]/);
    }),
  );
});
