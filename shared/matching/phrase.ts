import type { Spelling } from './spelling.ts';
import { compounds, type Token, tokens } from './stem-text.ts';

/** The ways in which a phrase may be written, at most two: word by word, and with what a hyphen joins in one word. */
export function phrasePatterns(phrase: string): Spelling[][] {
  const apart = tokens(phrase);
  if (apart.length === 0) return [];
  const pairs = compounds(phrase, apart);
  return pairs.length === 0 ? [apart] : [apart, join(apart, pairs)];
}

/** Whether a word in a text is the one that a reader wrote; their stems are known to be the same. */
export function isMeant(wanted: Spelling, found: Pick<Spelling, 'word' | 'capitals'>): boolean {
  if (wanted.acronym) return found.capitals && found.word === wanted.word;
  return !found.capitals || wanted.word === found.word || wanted.word === `${found.word}s`;
}

/** Each compound in place of its two words, from the left. */
function join(words: readonly Token[], pairs: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && word.start < last.end) continue;
    joined.push(pairs.find(pair => pair.start === word.start) ?? word);
  }
  return joined;
}
