import { stemWord } from './stem-word.ts';

/** So many words at once: those of some thousand papers. */
const mostWords = 30_000;

/** `stemWord` for many texts: stemming is the dearest step, and papers share their words. */
export function rememberedStem(): (word: string) => string {
  const stems = new Map<string, string>();
  return word => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    if (stems.size >= mostWords) stems.clear();
    const stem = stemWord(word);
    stems.set(word, stem);
    return stem;
  };
}
