import { findTerm } from '../../shared/matching/find-term.ts';
import type { PaperIndex } from '../../shared/matching/paper-index.ts';
import type { Paper } from '../../shared/papers/paper.ts';
import { parseRules } from '../../shared/subscribers/parse-rules.ts';
import type { Rules, TermKind } from '../../shared/subscribers/rules.ts';
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
 * categories. Likely are the two rarest of its keywords (one, to leave out) that other papers have as well.
 */
export function proposeTerms(wish: Wish, paper: Paper, rules: Rules, index: PaperIndex): Proposals {
  const terms = termsOf(wish, paper).filter(unique);
  const side = wish === 'more' ? 'include' : 'exclude';
  const changes = terms
    .filter(({ kind, term }) => !hasTerm(rules[side], kind, term))
    .map(({ kind, term }) => ({
      change: changeFor(wish, hasTerm(rules.include, kind, term)),
      kind,
      term,
      papers: findTerm(kind, term, index).length,
    }));
  const likely = new Set(
    changes
      .filter(({ change, kind }) => kind === 'phrases' && change !== 'drop')
      .filter(({ papers }) => papers >= leastPapers && papers <= mostShare * index.papers.length)
      .toSorted((a, b) => a.papers - b.papers)
      .slice(0, wish === 'more' ? 2 : 1),
  );
  return {
    changes: changes.map(change => ({ ...change, likely: likely.has(change) })),
    standing: terms.filter(({ kind, term }) => hasTerm(rules[side], kind, term)),
  };
}

/** Who asked for a term and wants less of it no longer asks for it; to hide it as well would be more than they said. */
function changeFor(wish: Wish, askedFor: boolean): TermChange['change'] {
  if (wish === 'more') return 'include';
  return askedFor ? 'drop' : 'exclude';
}

interface Term {
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
