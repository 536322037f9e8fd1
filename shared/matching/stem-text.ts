import { joinedSpelling, type Spelling, spellingOf } from './spelling.ts';
import { anyWord, formatting, isPlain, plainWord } from './word-pattern.ts';

/** A word of a text, and where it stands. */
export interface Token extends Spelling {
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
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  const shouted = isShouted(text);
  const plain = isPlain(text);
  const pattern = plain ? plainWord : anyWord;
  let end = 0;
  let position = 0;
  // Not `matchAll`, which copies the pattern: for a short text that takes longer than to find its words.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { 0: printed, index: start } = match;
    if (!plain && formatting.test(printed)) continue;
    const { stem, word, capitals, acronym } = spellingOf(printed, shouted);
    if (end > 0) position += start > end + 1 && sentenceBreak.test(text.slice(end, start)) ? 2 : 1;
    end = start + printed.length;
    found.push({ stem, word, capitals, acronym, start, end, position, next: position + 1 });
  }
  return found;
}

/** What a hyphen joins, as the one word that others write it as: "fine-tuning" is "finetuning" as well. */
export function compounds(text: string, words: readonly Token[]): Token[] {
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
      const spelling = joinedSpelling(first, second, text.slice(start, end));
      if (/^\p{L}+$/u.test(spelling.word)) found.push({ ...spelling, start, end, position, next });
    }
    first = second;
  }
  return found;
}

function isShouted(text: string): boolean {
  return (
    !/[a-z]/.test(text) && !/\p{Ll}/u.test(text) && (text.match(/\p{Lu}{2,}/gu)?.length ?? 0) >= shoutedWords
  );
}
