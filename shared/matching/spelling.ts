import { foldLetters } from './fold-letters.ts';
import { remembered } from './remembered.ts';
import { stemWord } from './stem-word.ts';

/** What there is to know of a word without its place. */
export interface Spelling {
  /** What words must have in common to be the same word; see `stemWord`. */
  readonly stem: string;
  /** In lower case without diacritics; in the singular where `capitals`. */
  readonly word: string;
  /** Written with capitals beyond the first letter (GUI, LoRA, LLMs): such a word is itself or nothing. */
  readonly capitals: boolean;
  /** As a word of a reader's, it means only words written with capitals. */
  readonly acronym: boolean;
}

/** A word of mixed case is an acronym up to this length (LoRA, MoE, RoPE); a longer one (DeepSeek) clashes with none. */
const longestMixedAcronym = 4;

// To spell and stem a word is the dearest step of reading a text.
const usual = remembered(printed => spell(printed, false));
const stemOf = remembered(stemWord);

/** A word as it is printed; in a text that is `shouted`, capitals say nothing. */
export function spellingOf(printed: string, shouted: boolean): Spelling {
  return shouted ? spell(printed, true) : usual(printed);
}

/** Two words as one, as others write it; `printed` with what stands between them. */
export function joinedSpelling(first: Spelling, second: Spelling, printed: string): Spelling {
  const word = first.word + second.word;
  const capitals = first.capitals || second.capitals;
  return { stem: stemOf(word), word, capitals, acronym: capitals && isAcronym(word, printed) };
}

function spell(printed: string, shouted: boolean): Spelling {
  if (/^[A-Z]?[a-z]+$/.test(printed)) {
    const word = printed.toLowerCase();
    return { stem: stemWord(word), word, capitals: false, acronym: false };
  }
  const plain = foldLetters(printed)
    .replace(/['’＇]s$/i, '')
    .replace(/['’＇ʼ$^{}]/g, '');
  const capitals = !shouted && /^\p{L}+$/u.test(plain) && /.\p{Lu}/u.test(plain);
  const singular = capitals ? plain.replace(/(?<=\p{Lu})s$/u, '') : plain;
  const word = singular.toLowerCase();
  return { stem: stemWord(word), word, capitals, acronym: capitals && isAcronym(word, printed) };
}

function isAcronym(word: string, printed: string): boolean {
  return word.length <= longestMixedAcronym || !/\p{Ll}/u.test(printed.replace(/['’]?s$/, ''));
}
