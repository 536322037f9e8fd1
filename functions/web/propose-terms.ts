import { findTerm } from '../../shared/matching/find-term.ts';
import { matchRules } from '../../shared/matching/match-rules.ts';
import { indexPapers, type PaperIndex } from '../../shared/matching/paper-index.ts';
import type { Paper } from '../../shared/papers/paper.ts';
import { parseRules } from '../../shared/subscribers/parse-rules.ts';
import { type Rules, type TermKind, termKinds } from '../../shared/subscribers/rules.ts';
import { hasTerm, type TermChange } from './change-terms.ts';

/** Whether a reader wants more papers like one, or fewer. */
export type Wish = 'more' | 'less';

/** One change of the rules that would bring more papers like this one, or fewer. */
export interface Proposal extends TermChange {
  /** How many of the recent papers the term matches. */
  readonly papers: number;
  /** Ticked beforehand. */
  readonly likely: boolean;
}

export interface Proposals {
  readonly changes: readonly Proposal[];
  /** What of the paper the rules say already. */
  readonly standing: readonly { readonly kind: TermKind; readonly term: string }[];
}

/** Whom a reader may follow: those who are named first did the work, the last one leads it. */
const firstAuthors = 4;
const mostPhrases = 8;
/** A phrase that only this paper has finds no other. */
const leastPapers = 2;
/** One that stands in more than this share of all papers says little about this one; a preview warns of it, too. */
const mostShare = 1 / 3;

/**
 * What of a paper can be asked for, or left out: its keywords, its authors or who suggested it, its organisation, its
 * categories. Likely are the two rarest of its keywords (one, to leave out) that other papers have as well. Keywords
 * that no other paper has come last. To get less, what the reader asks for and this paper meets comes first, and is
 * likely: it is why the paper came.
 */
export function proposeTerms(wish: Wish, paper: Paper, rules: Rules, index: PaperIndex): Proposals {
  const asked = wish === 'less' ? askedFor(paper, rules) : [];
  const found = [...asked, ...termsOf(wish, paper)].filter(unique);
  const terms = [
    ...found.filter(term => !isLonely(term, index)),
    ...found.filter(term => isLonely(term, index)),
  ];
  const side = wish === 'more' ? 'include' : 'exclude';
  const changes = terms
    .filter(({ kind, term }) => !hasTerm(rules[side], kind, term))
    .map(({ kind, term }) => ({
      change: changeFor(wish, hasTerm(rules.include, kind, term)),
      kind,
      term,
      papers: findTerm(kind, term, index).length,
    }));
  const dropped = changes.filter(({ change }) => change === 'drop');
  const ordered = [...dropped, ...changes.filter(({ change }) => change !== 'drop')];
  const rarest = new Set(
    changes
      .filter(({ kind }) => kind === 'phrases')
      .filter(({ papers }) => papers >= leastPapers && papers <= mostShare * index.papers.length)
      .toSorted((a, b) => a.papers - b.papers)
      .slice(0, wish === 'more' ? 2 : 1),
  );
  const likely = dropped.length > 0 ? new Set(dropped) : rarest;
  return {
    changes: ordered.map(change => ({ ...change, likely: likely.has(change) })),
    standing: terms.filter(({ kind, term }) => hasTerm(rules[side], kind, term)),
  };
}

/** Who asked for a term and wants less of it no longer asks for it; to hide it as well would be more than they said. */
function changeFor(wish: Wish, askedFor: boolean): TermChange['change'] {
  if (wish === 'more') return 'include';
  return askedFor ? 'drop' : 'exclude';
}

/** Which of a reader's terms a paper meets, as mails are chosen. */
function askedFor(paper: Paper, rules: Rules): Term[] {
  const match = matchRules(rules, indexPapers([paper])).get(paper.id);
  return match?.included.map(({ kind, term }) => ({ kind, term })) ?? [];
}

/** The reader's terms by which such a paper still comes. What is left out hides all but followed authors. */
export function termsThatBring(paper: Paper, rules: Rules): readonly Term[] {
  const match = matchRules(rules, indexPapers([paper])).get(paper.id);
  if (match === undefined) return [];
  const kinds: readonly TermKind[] = match.excluded.length > 0 ? ['authors'] : termKinds;
  return match.included.filter(({ kind }) => kinds.includes(kind)).map(({ kind, term }) => ({ kind, term }));
}

/** A keyword that finds no other paper of the recent ones. */
function isLonely({ kind, term }: Term, index: PaperIndex): boolean {
  return kind === 'phrases' && findTerm(kind, term, index).length < leastPapers;
}

/** One of a reader's terms. */
export interface Term {
  readonly kind: TermKind;
  readonly term: string;
}

function termsOf(wish: Wish, paper: Paper): Term[] {
  const { keywords, authors, organization, submitter, categories } = paper;
  const phrases = wellFormed('phrases', keywords).slice(0, mostPhrases);
  const people = [...authors.slice(0, firstAuthors), ...authors.slice(firstAuthors).slice(-1)];
  return [
    ...phrases,
    ...(wish === 'more' ? wellFormed('authors', people) : []),
    ...wellFormed('organizations', organization === undefined ? [] : [organization.fullName]),
    ...(wish === 'less' ? wellFormed('submitters', submitter === undefined ? [] : [submitter.fullName]) : []),
    ...wellFormed('categories', categories),
  ];
}

/** As rules would keep them; what rules would not take (too long, no letter in it) is not proposed. */
function wellFormed(kind: TermKind, terms: readonly string[]): Term[] {
  return terms.flatMap(text => {
    const read = parseRules({ include: { [kind]: [text] } });
    return read.ok ? read.rules.include[kind].map(term => ({ kind, term })) : [];
  });
}

function unique({ kind, term }: Term, index: number, all: readonly Term[]): boolean {
  const same = (other: Term) => other.kind === kind && other.term.toLowerCase() === term.toLowerCase();
  return all.findIndex(same) === index;
}
