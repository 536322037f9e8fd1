/** The phrases of one reader; the same for the same seed and titles. */
export type Profile = readonly string[];

const mostPhrases = 8;
/** Of a hundred phrases, those with more than no, one, two and three words: as in 2,650 keywords of recorded papers. */
const longerThan = [100, 86, 43, 13];

/** Profiles of one to eight phrases of one to four words each, as they stand in titles. */
export function* drawProfiles(titles: readonly string[], count: number, seed: number): Generator<Profile> {
  const random = randomNumbers(seed);
  const below = (most: number) => Math.floor(random() * most);
  for (let profile = 0; profile < count; profile += 1) {
    const phrases = new Set<string>();
    const wanted = 1 + below(mostPhrases);
    while (phrases.size < wanted) {
      const words = (titles[below(titles.length)] ?? '').match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? [];
      const start = below(words.length);
      const share = below(100);
      const length = longerThan.filter(longer => share < longer).length;
      const run = words.slice(start, start + length);
      if (run.length === length && isTelling(run[0]) && isTelling(run.at(-1))) phrases.add(run.join(' '));
    }
    yield [...phrases];
  }
}

/** Nobody wishes for "of": a word at an end has four letters, or capitals. */
function isTelling(word: string | undefined): boolean {
  return word !== undefined && (word.length >= 4 || /\p{Lu}{2}/u.test(word));
}

/** Mulberry32: numbers from 0 to 1 that are the same on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
