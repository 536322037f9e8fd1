import { compounds, type Token, tokens } from './stem-text.ts';

/** One word of a reader's phrase. */
export interface PhraseWord {
  readonly stem: string;
  readonly word: string;
  /** The reader wrote it as an acronym: only words written with capitals are meant. */
  readonly acronym: boolean;
}

/** A word of mixed case is an acronym up to this length (LoRA, MoE, RoPE); a longer one (DeepSeek) clashes with none. */
const longestMixedAcronym = 4;

/** The ways in which a phrase may be written, at most two: word by word, and with what a hyphen joins in one word. */
export function phrasePatterns(phrase: string, stem?: (word: string) => string): PhraseWord[][] {
  const apart = tokens(phrase, stem);
  if (apart.length === 0) return [];
  const pairs = compounds(phrase, apart, stem);
  const patterns = pairs.length === 0 ? [apart] : [apart, join(apart, pairs)];
  return patterns.map(words => words.map(token => phraseWord(token, phrase)));
}

/** Whether a word in a text is the one that a reader wrote; their stems are known to be the same. */
export function isMeant(wanted: PhraseWord, found: Pick<Token, 'word' | 'capitals'>): boolean {
  if (wanted.acronym) return found.capitals && found.word === wanted.word;
  return !found.capitals || wanted.word === found.word || wanted.word === `${found.word}s`;
}

function phraseWord({ stem, word, capitals, start, end }: Token, phrase: string): PhraseWord {
  return { stem, word, acronym: capitals && isAcronym(word, phrase.slice(start, end)) };
}

function isAcronym(word: string, printed: string): boolean {
  return word.length <= longestMixedAcronym || !/\p{Ll}/u.test(printed.replace(/['’]?s$/, ''));
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
