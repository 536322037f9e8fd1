import { foldLetters } from './fold-letters.ts';

/** A person's name, taken apart. */
export interface PersonName {
  /** The last part, with what a hyphen joins as one: `example`, `smithjones`. */
  readonly family: string;
  readonly given: readonly string[];
  /** All parts, hyphens being spaces. */
  readonly spaced: string;
}

const suffixes = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/** "Last, First" is "First Last"; dots, diacritics, case and what stands in brackets do not count. */
export function personName(printed: string): PersonName {
  const plain = foldLetters(printed)
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/['’＇ʼ`]/g, '');
  const parts = plain.split(',');
  const turned = [...parts.slice(1).filter(part => !suffixes.has(part.replace(/[\s.]/g, ''))), parts[0]].join(
    ' ',
  );
  const joined = words(turned.replace(/[-\u2010-\u2013]/g, ''));
  return {
    family: joined.at(-1) ?? '',
    given: joined.slice(0, -1),
    spaced: words(turned.replace(/[-\u2010-\u2013]/g, ' ')).join(' '),
  };
}

function words(text: string): string[] {
  const all = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return all.length > 2 && suffixes.has(all.at(-1) ?? '') ? all.slice(0, -1) : all;
}

/**
 * Whether a reader who follows `wanted` means the author `printed`. The family name must be the same, and the first
 * given name too, unless the reader wrote an initial, which stands for every name that begins with it. An initial in
 * the paper stands for nobody in particular: "A. Example" is not the followed "Ada Example", for a follow overrules
 * exclusions. Middle names may be absent on either side, but not contradict each other.
 */
export function isPersonMeant(wanted: PersonName, printed: PersonName): boolean {
  if (wanted.spaced === printed.spaced) return wanted.spaced !== '';
  if (wanted.family !== printed.family || wanted.family === '') return false;
  const [first, ...middle] = wanted.given;
  const [printedFirst, ...printedMiddle] = printed.given;
  if (first === undefined || printedFirst === undefined) return first === printedFirst;
  if (first !== printedFirst && !(first.length === 1 && printedFirst.startsWith(first))) return false;
  return middle.every((name, index) => isCompatible(name, printedMiddle[index]));
}

function isCompatible(name: string, other: string | undefined): boolean {
  if (other === undefined || name === other) return true;
  return (name.length === 1 && other.startsWith(name)) || (other.length === 1 && name.startsWith(other));
}

/** Organisations and submitters are the same by their letters and digits: "Hugging Face", "hugging-face", "HuggingFace". */
export function nameKey(name: string): string {
  return (
    foldLetters(name)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join('') ?? ''
  );
}

/** Whether a paper of `category` (cs.CL) is asked for by `wanted`: the same, or its archive (cs). */
export function isCategoryMeant(wanted: string, category: string): boolean {
  const [asked, given] = [wanted.toLowerCase(), category.toLowerCase()];
  return given === asked || given.startsWith(`${asked}.`);
}
