import { longestWord } from './stem-word.ts';

/** Words at once, some 180 bytes each: 26,000 titles have 27,000. */
const mostWords = 50_000;

/**
 * The function with its answers kept, for a whole process: papers and readers share their words. What is too long for a
 * word is worked out each time, and past `most` it starts anew, so that no source and no reader can fill the memory.
 */
export function remembered<T>(answer: (word: string) => T, most = mostWords): (word: string) => T {
  const answers = new Map<string, T>();
  return word => {
    const known = answers.get(word);
    if (known !== undefined) return known;
    const found = answer(word);
    if (word.length > longestWord) return found;
    if (answers.size >= most) answers.clear();
    answers.set(word, found);
    return found;
  };
}
