import { foldLetters } from './fold-letters.ts';
import { stemWord } from './stem-word.ts';
import { anyWord, formatting, isPlain, plainWord } from './word-pattern.ts';

/** A word of a text, and where it stands. */
export interface Token {
  /** What words must have in common to be the same word; see `stemWord`. */
  readonly stem: string;
  /** In lower case without diacritics; in the singular where `capitals`. */
  readonly word: string;
  /** Written with capitals beyond the first letter (GUI, LoRA, LLMs): such a word is itself or nothing. */
  readonly capitals: boolean;
  /** UTF-16 offsets in the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Words of one phrase are at positions one apart; after a full stop, comma or colon a position is left out. */
  readonly position: number;
  /** The position of what comes after it: two further for two words that a hyphen joins. */
  readonly next: number;
}

const sentenceBreak = /[.,;:!?]["'”’)\]]*\s/;
const hyphens = /[-\u2010\u2011]/;
/** A text of so many words without any small letter is written in capitals, not in acronyms. */
const shoutedWords = 3;

/** The words of a text as they stand, in order. */
export function tokens(text: string, stem: (word: string) => string = stemWord): Token[] {
  const found: Token[] = [];
  const shouted = isShouted(text);
  let end = 0;
  let position = 0;
  for (const { 0: printed, index: start } of text.matchAll(isPlain(text) ? plainWord : anyWord)) {
    if (formatting.test(printed)) continue;
    const { word, capitals } = spelling(printed, shouted);
    if (end > 0) position += start > end + 1 && sentenceBreak.test(text.slice(end, start)) ? 2 : 1;
    end = start + printed.length;
    found.push({ stem: stem(word), word, capitals, start, end, position, next: position + 1 });
  }
  return found;
}

/** What a hyphen joins, as the one word that others write it as: "fine-tuning" is "finetuning" as well. */
export function compounds(
  text: string,
  words: readonly Token[],
  stem: (word: string) => string = stemWord,
): Token[] {
  const found: Token[] = [];
  if (words.length < 2 || !hyphens.test(text)) return found;
  let first: Token | undefined;
  for (const second of words) {
    if (
      first !== undefined &&
      second.start === first.end + 1 &&
      hyphens.test(text.slice(first.end, second.start))
    ) {
      const { start, position } = first;
      const { end, next } = second;
      const word = first.word + second.word;
      const capitals = first.capitals || second.capitals;
      if (/^\p{L}+$/u.test(word))
        found.push({ stem: stem(word), word, capitals, start, end, position, next });
    }
    first = second;
  }
  return found;
}

function spelling(printed: string, shouted: boolean): { word: string; capitals: boolean } {
  if (/^[A-Z]?[a-z]+$/.test(printed)) return { word: printed.toLowerCase(), capitals: false };
  const plain = foldLetters(printed)
    .replace(/['’＇]s$/i, '')
    .replace(/['’＇ʼ$^{}]/g, '');
  const capitals = !shouted && /^\p{L}+$/u.test(plain) && /.\p{Lu}/u.test(plain);
  const singular = capitals ? plain.replace(/(?<=\p{Lu})s$/u, '') : plain;
  return { word: singular.toLowerCase(), capitals };
}

function isShouted(text: string): boolean {
  return (
    !/[a-z]/.test(text) && !/\p{Ll}/u.test(text) && (text.match(/\p{Lu}{2,}/gu)?.length ?? 0) >= shoutedWords
  );
}
