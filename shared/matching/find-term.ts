import { assertNever } from '../platform/never.ts';
import type { TermKind } from '../subscribers/rules.ts';
import type { TermMatch } from './match.ts';
import { isCategoryMeant, isPersonMeant, nameKey, personName } from './names.ts';
import type { Hit, Occurrence, PaperIndex } from './paper-index.ts';
import { isMeant, phrasePatterns } from './phrase.ts';
import type { Spelling } from './spelling.ts';

type Found = Omit<TermMatch, 'kind' | 'term' | 'papers'>;

/** Terms remembered in an index, of each kind, before it starts anew: some 70 bytes each. */
const mostRemembered = 200_000;
const none: readonly never[] = [];

/** The papers that meet a term, each once, ascending. */
export function findTerm(kind: TermKind, term: string, index: PaperIndex): readonly Hit[] {
  const remembered = index.hits[kind];
  const known = remembered.get(term);
  if (known !== undefined) return known;
  const hits = hitsOf(kind, term, lookUp(kind, term, index));
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(term, hits);
  return hits;
}

function hitsOf(kind: TermKind, term: string, found: Map<number, Found>): readonly Hit[] {
  if (found.size === 0) return none;
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([paper, facts]) => ({ paper, match: { kind, term, ...facts, papers: found.size } }));
}

function lookUp(kind: TermKind, term: string, index: PaperIndex): Map<number, Found> {
  switch (kind) {
    case 'phrases':
      return findPhrase(term, index);
    case 'authors':
      return findAuthor(term, index);
    case 'organizations':
      return findNamed(term, index, paper => paper.organization);
    case 'submitters':
      return findNamed(term, index, paper => paper.submitter);
    case 'categories':
      return findCategory(term, index);
    default:
      return assertNever(kind);
  }
}

const places = ['title', 'keywords', 'abstract'] as const;

function findPhrase(term: string, index: PaperIndex): Map<number, Found> {
  const best = new Map<number, Found & { where: (typeof places)[number] }>();
  for (const pattern of phrasePatterns(term)) {
    let paper: number | undefined;
    for (const { field } of occurrencesOfPattern(pattern, index)) {
      // They come in the order of the index: papers in turn, and the best place of a paper first.
      if (field.paper === paper) continue;
      paper = field.paper;
      const known = best.get(paper);
      if (known === undefined || places.indexOf(field.where) < places.indexOf(known.where))
        best.set(paper, { where: field.where });
    }
  }
  return best;
}

/** The pattern's last word, wherever the whole of it stands. */
function occurrencesOfPattern(pattern: readonly Spelling[], index: PaperIndex): readonly Occurrence[] {
  if (pattern.some(({ stem }) => !index.occurrences.has(stem))) return none;
  let reached: readonly Occurrence[] | undefined;
  for (const wanted of pattern) {
    const standing = index.occurrences.get(wanted.stem) ?? none;
    reached = (reached === undefined ? standing : following(reached, standing)).filter(found =>
      isMeant(wanted, found),
    );
    if (reached.length === 0) return none;
  }
  return reached ?? none;
}

/** Those of `seconds` before which one of `firsts` stands; both ascend by position, and `firsts` by `next` as well. */
function following(firsts: readonly Occurrence[], seconds: readonly Occurrence[]): readonly Occurrence[] {
  const found: Occurrence[] = [];
  let place = 0;
  for (const second of seconds) {
    while ((firsts[place]?.next ?? Infinity) < second.position) place += 1;
    if (firsts[place]?.next === second.position) found.push(second);
  }
  return found;
}

function findAuthor(term: string, index: PaperIndex): Map<number, Found> {
  const wanted = personName(term);
  const meant = [wanted.family, wanted.spaced]
    .flatMap(key => index.authors.get(key) ?? [])
    .filter(({ person }) => isPersonMeant(wanted, person));
  // The first of a paper's authors who is meant comes last here, and stays.
  return new Map(meant.sort((a, b) => b.place - a.place).map(({ paper, name }) => [paper, { name }]));
}

function findNamed(
  term: string,
  index: PaperIndex,
  named: (
    paper: PaperIndex['papers'][number],
  ) => { readonly name: string; readonly fullName: string } | undefined,
): Map<number, Found> {
  const wanted = nameKey(term);
  const found = new Map<number, Found>();
  index.papers.forEach((paper, number) => {
    const it = named(paper);
    if (it !== undefined && wanted !== '' && [it.name, it.fullName].some(name => nameKey(name) === wanted))
      found.set(number, { name: it.fullName });
  });
  return found;
}

function findCategory(term: string, index: PaperIndex): Map<number, Found> {
  const found = new Map<number, Found>();
  index.papers.forEach((paper, number) => {
    const name = paper.categories.find(category => isCategoryMeant(term, category));
    if (name !== undefined) found.set(number, { name });
  });
  return found;
}
