import porter2 from 'wink-porter2-stemmer';

/**
 * Endings that make another word of the same stem, by what Porter2 cuts off: the last one decides. Whatever is not
 * here (-s, -ed, -ing, -ion, -ment, -ic, a final e or y) is the word itself in another form.
 */
const derivations: readonly (readonly [kind: string, ending: RegExp])[] = [
  ['ly', /l(y|ies|ied|ying)$/],
  ['ness', /ness(es|ed|ing)?$/],
  ['ality', /alit(y|ies)$/],
  ['ity', /it(y|ies)$/],
  ['ize', /i[sz](e[sd]?|ing|ations?)$/],
  ['ate', /at(e[sd]?|ing|ions?)$/],
  ['er', /[eo]r(s|ed|ing)?$/],
  ['ive', /ives?$/],
  ['ional', /ionals?$/],
  ['ical', /icals?$/],
  ['al', /als?$/],
  ['ance', /ances?$/],
  ['ancy', /anc(y|ies)$/],
  ['ence', /ences?$/],
  ['ency', /enc(y|ies)$/],
  ['ant', /ants?$/],
  ['able', /[ai]bles?$/],
  ['ous', /ous$/],
  ['ful', /ful$/],
  ['less', /less$/],
  ['ism', /isms?$/],
  ['ist', /ists?$/],
];
const nounsOfVerbs = /ments?$/;
const entEnding = /ent(s|ed|ing)?$/;

/** Letters. No word is longer, and the stemmer takes minutes over a source's nonsense of 200,000 letters. */
export const longestWord = 60;

/**
 * What words must have in common to be the same to a reader: Porter2's stem and, because that takes "universe" and
 * "university" for one, the kind of the ending that it cut off (`univers`, `univers~ity`). For a word in lower case
 * without diacritics; anything but the 26 letters stays as it is, and so does what is too long for a word. Why these
 * kinds: decisions/0015-what-matches.md.
 */
export function stemWord(written: string): string {
  if (written.length > longestWord || !/^[a-z]+$/.test(written)) return written;
  const word = written.replace(/isation(s?)$/, 'ization$1');
  // Without a vowel it is an acronym in lower case, whose plural Porter2 leaves alone: llms, cnns.
  if (/^[^aeiouy]{2,}[^aeiouys]s$/.test(word)) return word.slice(0, -1);
  // Porter2 takes it for a past tense, and apart from "embedding".
  if (word === 'embed') return word;
  const stem = porter2(word);
  const ending = word.slice(commonLength(word, stem));
  // Only where the stem keeps the -ize (quantiz) is -ation nothing but its noun.
  const kind = /i[sz]$/.test(stem) && /^ations?$/.test(ending) ? undefined : kindOf(ending);
  return kind === undefined ? stem : `${stem}~${kind}`;
}

/** Of a stem of `stemWord`: what it has in common with words of other kinds, which are other words. */
export function rootOf(stem: string): string {
  return stem.replace(/~.*/, '');
}

function kindOf(ending: string): string | undefined {
  if (ending.length < 2 || nounsOfVerbs.test(ending)) return undefined;
  const found = derivations.find(([, pattern]) => pattern.test(ending));
  return found?.[0] ?? (entEnding.test(ending) ? 'ent' : undefined);
}

function commonLength(word: string, stem: string): number {
  let length = 0;
  while (length < stem.length && word[length] === stem[length]) length += 1;
  return length;
}
