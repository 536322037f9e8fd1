import { findTerm } from './find-term.ts';
import type { Occurrence, PaperIndex } from './paper-index.ts';
import { tokens } from './stem-text.ts';
import { rootOf } from './stem-word.ts';

/** A phrase beside the reader's, which means it as likely as not: "segmentation" beside "segment". */
export interface KindredTerm {
  readonly term: string;
  /** How many of the indexed papers have it, and not the reader's. */
  readonly papers: number;
}

/** With fewer papers it is not worth a word. */
const leastPapers = 3;

const roots = new WeakMap<PaperIndex, ReadonlyMap<string, readonly string[]>>();

/**
 * The phrase with another word of the same root in place of its last one, if that finds at least as many papers besides
 * as the phrase finds itself; of several, the one with the most. To a rule it is another word, as university is to
 * universe, so that only the reader can say whether it is meant. Never one of the `ruled` phrases.
 */
export function kindredTerm(
  phrase: string,
  ruled: readonly string[],
  index: PaperIndex,
): KindredTerm | undefined {
  const last = tokens(phrase).at(-1);
  if (last === undefined || last.acronym) return undefined;
  const found = new Set(findTerm('phrases', phrase, index).map(({ paper }) => paper));
  const known = new Set(ruled.map(stemsOf));
  const stems = stemsByRoot(index).get(rootOf(last.stem)) ?? [];
  return stems
    .filter(stem => stem !== last.stem)
    .flatMap(stem => usualWord(index.occurrences.get(stem) ?? []) ?? [])
    .map(word => phrase.slice(0, last.start) + word + phrase.slice(last.end))
    .filter(term => !known.has(stemsOf(term)))
    .map(term => {
      const others = findTerm('phrases', term, index).filter(({ paper }) => !found.has(paper));
      return { term, papers: others.length };
    })
    .filter(({ papers }) => papers >= Math.max(leastPapers, found.size))
    .toSorted((a, b) => b.papers - a.papers || (a.term < b.term ? -1 : 1))[0];
}

function stemsByRoot(index: PaperIndex): ReadonlyMap<string, readonly string[]> {
  const stems = roots.get(index) ?? Map.groupBy(index.occurrences.keys(), rootOf);
  roots.set(index, stems);
  return stems;
}

function stemsOf(phrase: string): string {
  return tokens(phrase)
    .map(({ stem }) => stem)
    .join(' ');
}

/** The form that papers use most, of those that are not written with capitals. */
function usualWord(occurrences: readonly Occurrence[]): string | undefined {
  const words = occurrences.filter(({ capitals }) => !capitals);
  const byForm = [...Map.groupBy(words, ({ word }) => word)];
  return byForm.toSorted(([a, of], [b, others]) => others.length - of.length || (a < b ? -1 : 1))[0]?.[0];
}
