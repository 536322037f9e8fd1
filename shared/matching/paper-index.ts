import type { Paper } from '../papers/paper.ts';
import type { TermKind } from '../subscribers/rules.ts';
import type { TermMatch } from './match.ts';
import { type PersonName, personName } from './names.ts';
import { compounds, type Token, tokens } from './stem-text.ts';

type Where = NonNullable<TermMatch['where']>;

/** A text of a paper: its title, its abstract or one of its keywords. A phrase never goes from one into the next. */
export interface Field {
  /** Index into `papers`. */
  readonly paper: number;
  readonly where: Where;
}

/** A word of a paper in its place; positions count over all fields of all papers, with a gap between fields. */
export interface Occurrence extends Pick<Token, 'word' | 'capitals' | 'position' | 'next'> {
  readonly field: Field;
}

/** An author of a paper. */
export interface IndexedAuthor {
  /** Index into `papers`. */
  readonly paper: number;
  /** The place among the authors of the paper. */
  readonly place: number;
  readonly name: string;
  readonly person: PersonName;
}

/** A term in a paper. */
export interface Hit {
  /** Index into `papers`. */
  readonly paper: number;
  readonly match: TermMatch;
}

/** Papers made ready for many readers' rules: built once, asked per reader. Its parts are for `shared/matching` only. */
export interface PaperIndex {
  /** By id, each once. */
  readonly papers: readonly Paper[];
  /** Ascending by position. */
  readonly occurrences: ReadonlyMap<string, readonly Occurrence[]>;
  /** By family name and by `spaced`. */
  readonly authors: ReadonlyMap<string, readonly IndexedAuthor[]>;
  /** What a term matched, once it was asked for: readers wish for the same things. */
  readonly hits: Record<TermKind, Map<string, readonly Hit[]>>;
}

export function indexPapers(papers: readonly Paper[]): PaperIndex {
  const byId = new Map(papers.map(paper => [paper.id, paper]));
  const sorted = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    papers: sorted,
    occurrences: occurrencesOf(sorted),
    authors: authorsOf(sorted),
    hits: {
      phrases: new Map(),
      authors: new Map(),
      organizations: new Map(),
      categories: new Map(),
      submitters: new Map(),
    },
  };
}

/** The texts of a paper in which phrases are looked for, best first. */
export function fieldsOf(paper: Paper): { where: Where; text: string }[] {
  return [
    { where: 'title', text: paper.title },
    ...paper.keywords.map(text => ({ where: 'keywords' as const, text })),
    { where: 'abstract', text: paper.abstract },
  ];
}

function occurrencesOf(papers: readonly Paper[]) {
  const occurrences = new Map<string, Occurrence[]>();
  let from = 0;
  papers.forEach((paper, number) => {
    for (const { where, text } of fieldsOf(paper)) {
      const field = { paper: number, where };
      const words = tokens(text);
      for (const token of [...words, ...compounds(text, words)]) {
        const list = occurrences.get(token.stem);
        const { word, capitals, position, next } = token;
        const occurrence = { word, capitals, position: from + position, next: from + next, field };
        if (list === undefined) occurrences.set(token.stem, [occurrence]);
        else list.push(occurrence);
      }
      from += (words.at(-1)?.next ?? 0) + 1;
    }
  });
  for (const list of occurrences.values()) list.sort((a, b) => a.position - b.position);
  return occurrences;
}

function authorsOf(papers: readonly Paper[]) {
  const authors = new Map<string, IndexedAuthor[]>();
  papers.forEach((paper, number) => {
    for (const [place, name] of paper.authors.entries()) {
      const person = personName(name);
      for (const key of new Set([person.family, person.spaced]))
        authors.set(key, [...(authors.get(key) ?? []), { paper: number, place, name, person }]);
    }
  });
  return authors;
}
