/** Letters of Latin script that no normal form takes apart. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
};
const anyPlainLetter = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** `\"o`, `\'{e}`, `{\~n}`: an accent as LaTeX writes it, around the letter that carries it. */
export const latexAccent = String.raw`\{?\\["'\x60^~=.]\{?\\?(?:\p{L})\}?\}?`;
const anyLatexAccent = new RegExp(latexAccent.replace('(?:', '('), 'gu');

/**
 * The letters without diacritics, ligatures and other dress ("Schrödinger" and "Schr\"odinger" are "Schrodinger", "ﬁ"
 * is "fi"), in the case that they have. Applied to what is folded already it changes nothing.
 */
export function foldLetters(text: string): string {
  if (/^[\x20-\x5b\x5d-\x7e]*$/.test(text)) return text;
  return text
    .replace(anyLatexAccent, '$1')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad\u2060\u200c\u200d]/g, '')
    .normalize('NFC')
    .replace(anyPlainLetter, letter => plainLetters[letter] ?? letter);
}
