import { foldLetters, latexAccent } from './fold-letters.ts';
import { stemWord } from './stem-word.ts';

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

const letter = String.raw`(?:\p{L}|${latexAccent})[\p{M}\u00ad\u2060\u200c\u200d]*`;
const number = String.raw`\p{N}+(?:\.\p{N}+)*`;
const wordPattern = new RegExp(
  [
    // LaTeX's commands for the look of what follows are no words; others (\alpha) are.
    String.raw`\\(?:text|math)[a-z]*|\\(?:emph|it|bf|rm|sc|tt)(?![a-z])`,
    // Written without spaces: each character is a word, and a word of them is a phrase.
    String.raw`[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]&&\p{L}]\p{M}*`,
    String.raw`[A-Za-z](?:\+\+|#)`,
    // One letter and digits are one word (o1, K2, H100, R$^2$, R²), so that "k = 2" is not K2.
    String.raw`${letter}(?:${number}(?:${letter})*|\$?\^\{?\p{N}+\}?\$?)`,
    String.raw`${number}(?:${letter})*`,
    // Digits after a longer word are a word of their own: GPT4 is GPT-4, and Qwen2.5 has Qwen in it.
    String.raw`(?:${letter})+(?:['’＇](?:${letter})+)*`,
  ]
    .map((alternative, index) => (index === 0 ? alternative : `(?:${alternative})`))
    .join('|'),
  'gv',
);
const formatting = /^\\[a-z]+$/;
const sentenceBreak = /[.,;:!?](?:\s|$)/;
const hyphens = new Set(['-', '\u2010', '\u2011']);
/** A text of so many words without any small letter is written in capitals, not in acronyms. */
const shoutedWords = 3;

/** The words of a text as they stand, in order. */
export function tokens(text: string, stem: (word: string) => string = stemWord): Token[] {
  const found: Token[] = [];
  const shouted = isShouted(text);
  let end = 0;
  let position = 0;
  for (const match of text.matchAll(wordPattern)) {
    const [printed] = match;
    if (formatting.test(printed)) continue;
    const { word, capitals } = spelling(printed, shouted);
    if (found.length > 0) position += sentenceBreak.test(text.slice(end, match.index)) ? 2 : 1;
    end = match.index + printed.length;
    found.push({
      stem: stem(word),
      word,
      capitals,
      start: match.index,
      end,
      position,
      next: position + 1,
    });
  }
  return found;
}

/** What a hyphen joins, as the one word that others write it as: "fine-tuning" is "finetuning" as well. */
export function compounds(
  text: string,
  words: readonly Token[],
  stem: (word: string) => string = stemWord,
): Token[] {
  return words.flatMap((first, index) => {
    const second = words[index + 1];
    if (second === undefined || second.start !== first.end + 1 || !hyphens.has(text[first.end] ?? ''))
      return [];
    const word = first.word + second.word;
    if (!/^\p{L}+$/u.test(word)) return [];
    const capitals = first.capitals || second.capitals;
    return [
      {
        stem: stem(word),
        word,
        capitals,
        start: first.start,
        end: second.end,
        position: first.position,
        next: second.next,
      },
    ];
  });
}

function spelling(printed: string, shouted: boolean): { word: string; capitals: boolean } {
  const plain = foldLetters(printed)
    .replace(/['’＇]s$/i, '')
    .replace(/['’＇ʼ$^{}]/g, '');
  const capitals = !shouted && /^\p{L}+$/u.test(plain) && /.\p{Lu}/u.test(plain);
  const singular = capitals ? plain.replace(/(?<=\p{Lu})s$/u, '') : plain;
  return { word: singular.toLowerCase(), capitals };
}

function isShouted(text: string): boolean {
  return !/\p{Ll}/u.test(text) && (text.match(/\p{Lu}{2,}/gu)?.length ?? 0) >= shoutedWords;
}
