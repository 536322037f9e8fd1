import { findTerm } from './find-term.ts';
import { fieldsOf, type PaperIndex } from './paper-index.ts';
import { type Token, tokens } from './stem-text.ts';

/** A phrase that several papers have. */
export interface Candidate {
  /** As most papers print it. */
  readonly term: string;
  readonly stems: readonly string[];
  /** Indices into the index's papers. */
  readonly papers: readonly number[];
}

interface Spelled {
  readonly stems: readonly string[];
  readonly spellings: Map<string, number>;
}

/** In fewer papers it is no topic. */
const leastPapers = 3;
const mostWords = 3;
/** Words that join others; a pair of words with one of them names nothing. */
const joiningWords = new Set(
  (
    'a about across after all also among an and any are as at be been before being between both but by can could did do ' +
    'does due during each either for from given had has have having how however if in into is it its itself just may ' +
    'more most much must new no nor not of off on only or other our out over own per same she should since so some such ' +
    'than that the their them then there these they this those through thus to too toward towards under until up upon ' +
    'use used uses using very via was we well were what when where whether which while who whose will with within ' +
    'without would yet you your'
  ).split(' '),
);

const known = new WeakMap<PaperIndex, readonly Candidate[]>();

/**
 * What several papers have in common of the phrases that somebody thought worth a keyword, and of the pairs of
 * neighbouring words that stand in titles.
 */
export function candidatesOf(index: PaperIndex): readonly Candidate[] {
  const candidates = known.get(index) ?? collect(index);
  known.set(index, candidates);
  return candidates;
}

function collect(index: PaperIndex): Candidate[] {
  const spelled = new Map<string, Spelled>();
  for (const { where, text: printed } of index.papers.flatMap(fieldsOf)) {
    if (where === 'abstract') continue;
    // "Reinforcement Learning (RL)" is a name and its abbreviation.
    const text = printed.replace(/\s*\([^)]*\)/g, '');
    const words = tokens(text);
    for (const run of where === 'keywords' ? [words] : pairs(words, text))
      if (run.length > 0 && run.length <= mostWords) note(run, text, spelled);
  }
  return [...spelled.values()]
    .map(({ stems, spellings }) => ({ term: usualSpelling(spellings), stems }))
    .map(({ term, stems }) => ({
      term,
      stems,
      papers: findTerm('phrases', term, index).map(({ paper }) => paper),
    }))
    .filter(({ papers }) => papers.length >= leastPapers);
}

function pairs(words: readonly Token[], text: string): Token[][] {
  return words.flatMap((first, place) => {
    const second = words[place + 1];
    if (second === undefined || !/^[ -]$/.test(text.slice(first.end, second.start))) return [];
    return [first, second].every(({ word }) => /^\p{L}{2,}$/u.test(word) && !joiningWords.has(word))
      ? [[first, second]]
      : [];
  });
}

function note(run: readonly Token[], text: string, spelled: Map<string, Spelled>): void {
  const stems = run.map(({ stem }) => stem);
  const entry = spelled.get(stems.join(' ')) ?? { stems, spellings: new Map<string, number>() };
  const spelling = text.slice(run[0]?.start, run.at(-1)?.end);
  entry.spellings.set(spelling, (entry.spellings.get(spelling) ?? 0) + 1);
  spelled.set(stems.join(' '), entry);
}

/** The most frequent one whatever its case, in small letters if anybody prints it so: titles are full of capitals. */
function usualSpelling(spellings: ReadonlyMap<string, number>): string {
  const inAnyCase = new Map<string, number>();
  for (const [spelling, times] of spellings) {
    const small = spelling.toLowerCase();
    inAnyCase.set(small, (inAnyCase.get(small) ?? 0) + times);
  }
  const usual = mostFrequent(inAnyCase);
  if (spellings.has(usual)) return usual;
  return mostFrequent(new Map([...spellings].filter(([spelling]) => spelling.toLowerCase() === usual)));
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  const [first] = [...counts].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}
