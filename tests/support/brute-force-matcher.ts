import type { PaperMatch, TermMatch } from '../../shared/matching/match.ts';
import { isCategoryMeant, isPersonMeant, nameKey, personName } from '../../shared/matching/names.ts';
import { fieldsOf } from '../../shared/matching/paper-index.ts';
import { isMeant, phrasePatterns } from '../../shared/matching/phrase.ts';
import type { Spelling } from '../../shared/matching/spelling.ts';
import { compounds, type Token, tokens } from '../../shared/matching/stem-text.ts';
import type { Paper } from '../../shared/papers/paper.ts';
import { type Rules, type TermKind, termKinds } from '../../shared/subscribers/rules.ts';

type Facts = Pick<TermMatch, 'where' | 'name'>;

/** Every term against every paper, each paper read anew: slow, and easy to see to be right. */
export function matchByBruteForce(rules: Rules, papers: readonly Paper[]): Map<string, PaperMatch> {
  const ids = [...new Set(papers.map(({ id }) => id))].sort();
  const matches = ids.map(id => {
    const paper = papers.findLast(it => it.id === id)!;
    return {
      paperId: id,
      included: termsMet(rules.include, paper, papers),
      excluded: termsMet(rules.exclude, paper, papers),
    };
  });
  return new Map(
    matches
      .filter(({ included, excluded }) => included.length + excluded.length > 0)
      .map(match => [match.paperId, match]),
  );
}

function termsMet(terms: Rules['include'], paper: Paper, papers: readonly Paper[]): TermMatch[] {
  return termKinds.flatMap(kind =>
    terms[kind].flatMap(term => {
      const facts = factsOf(kind, term, paper);
      if (facts === undefined) return [];
      const all = new Set(papers.filter(it => factsOf(kind, term, it) !== undefined).map(({ id }) => id));
      return [{ kind, term, ...facts, papers: all.size }];
    }),
  );
}

/** What makes the term true of the paper, or undefined. */
export function factsOf(kind: TermKind, term: string, paper: Paper): Facts | undefined {
  if (kind === 'phrases') {
    const field = fieldsOf(paper).find(({ text }) => stands(term, text));
    return field && { where: field.where };
  }
  const name = nameOf(kind, term, paper);
  return name === undefined ? undefined : { name };
}

function nameOf(kind: Exclude<TermKind, 'phrases'>, term: string, paper: Paper): string | undefined {
  if (kind === 'authors')
    return paper.authors.find(author => isPersonMeant(personName(term), personName(author)));
  if (kind === 'categories') return paper.categories.find(category => isCategoryMeant(term, category));
  const named = kind === 'organizations' ? paper.organization : paper.submitter;
  return named && [nameKey(named.name), nameKey(named.fullName)].includes(nameKey(term))
    ? named.fullName
    : undefined;
}

/** Whether a phrase stands anywhere in a text. */
export function stands(phrase: string, text: string): boolean {
  const words = tokens(text);
  const all = [...words, ...compounds(text, words)];
  return phrasePatterns(phrase).some(pattern => all.some(first => followsFrom(first, pattern, all)));
}

function followsFrom(first: Token, [wanted, ...rest]: readonly Spelling[], all: readonly Token[]): boolean {
  if (wanted === undefined || first.stem !== wanted.stem || !isMeant(wanted, first)) return false;
  return (
    rest.length === 0 || all.some(second => second.position === first.next && followsFrom(second, rest, all))
  );
}
