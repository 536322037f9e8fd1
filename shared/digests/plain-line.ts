import { plainText } from '../papers/text.ts';

/**
 * Invisible marks that reorder the text around them (bidi embeddings, overrides, isolates and marks) or hide in it (soft
 * hyphen, byte order mark). The joiners U+200C/D stay: scripts and emoji need them.
 */
const hiddenMarks = /[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A source's text as one line that shows what it says: well-formed, single spaces, nothing that could start a new
 * header or turn the words around it.
 */
export function plainLine(text: string): string {
  return plainText(text.replace(hiddenMarks, ''));
}
