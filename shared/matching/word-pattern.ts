import { latexAccent } from './fold-letters.ts';

const alternatives = (letter: string, number: string, apostrophe: string) => [
  String.raw`[A-Za-z](?:\+\+|#)`,
  // One letter and digits are one word (o1, K2, H100, R²), so that "k = 2" is not K2.
  `${letter}${number}(?:${letter})*`,
  `${number}(?:${letter})*`,
  // Digits after a longer word are a word of their own: GPT4 is GPT-4, and Qwen2.5 has Qwen in it.
  `(?:${letter})+(?:${apostrophe}(?:${letter})+)*`,
];

const letter = String.raw`(?:\p{L}|${latexAccent})[\p{M}\u00ad\u2060\u200c\u200d]*`;

/** Words of any text. */
export const anyWord = new RegExp(
  [
    // LaTeX's commands for the look of what follows are no words; others (\alpha) are.
    String.raw`\\(?:text|math)[a-z]*|\\(?:emph|it|bf|rm|sc|tt)(?![a-z])`,
    // Written without spaces: each character is a word, and a word of them is a phrase.
    String.raw`[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]&&\p{L}]\p{M}*`,
    // R$^2$ is R².
    String.raw`(?:${letter})\$?\^\{?\p{N}+\}?\$?`,
    ...alternatives(letter, String.raw`\p{N}+(?:\.\p{N}+)*`, "['’＇]"),
  ].join('|'),
  'gv',
);

/** Words of a text that is `isPlain`: the same ones, several times faster, and most texts are. */
export const plainWord = new RegExp(
  alternatives('[A-Za-z]', String.raw`[0-9]+(?:\.[0-9]+)*`, "'").join('|'),
  'g',
);

/** Whether nothing in the text is beyond ASCII or from LaTeX. */
export function isPlain(text: string): boolean {
  return /^[^\\^\x80-\uffff]*$/.test(text);
}

/** What `anyWord` finds of LaTeX's commands. */
export const formatting = /^\\[a-z]+$/;
