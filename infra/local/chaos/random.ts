/** Draws from a seeded stream: the same seed gives the same draws in the same order. */
export interface Random {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** One of the values. */
  oneOf<T>(values: readonly [T, ...T[]]): T;
  /** So many different whole numbers from 1 to `most`, ascending; all of them when there are fewer. */
  different(count: number, most: number): readonly number[];
}

/** `part` separates the streams of one seed, so that what one of them draws moves none of the others. */
export function createRandom(seed: number, part: string): Random {
  const next = mulberry32(hash(`${seed}/${part}`));
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    oneOf: values => values[whole(0, values.length - 1)] ?? values[0],
    different(count, most) {
      const drawn = new Set<number>();
      while (drawn.size < Math.min(count, most)) drawn.add(whole(1, most));
      return [...drawn].sort((a, b) => a - b);
    },
  };
}

/** Tommy Ettinger's generator: 32 bits of state, in the public domain. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193);
  return value >>> 0;
}
