import type { TermMatch } from '../matching/match.ts';
import { matchRules } from '../matching/match-rules.ts';
import { indexPapers } from '../matching/paper-index.ts';
import type { ListedPaper } from '../papers/paper.ts';
import { noRules, type Rules } from '../subscribers/rules.ts';
import { type Fact, factOf } from './fact.ts';
import { topicWeight } from './topic-weight.ts';

/** A paper that a reader's rules held back, and how little was missing. */
export interface NearMiss {
  readonly listed: ListedPaper;
  readonly but: /** It meets the rules but for its upvotes. `fact` is absent where the reader includes nothing. */
    | { readonly kind: 'few-upvotes'; readonly fact?: Fact; readonly wanted: number }
    /** It is what the reader asked for, and has a term that they left out. */
    | { readonly kind: 'left-out'; readonly fact: Fact; readonly excluded: Fact }
    /** It has a word of one of the reader's phrases, but not the phrase. */
    | { readonly kind: 'part'; readonly fact: Fact; readonly phrase: string };
}

/** As many as a short note has room for. */
const mostNearMisses = 3;
/** Words such as "of" and "the" bring no paper near. */
const shortestWord = 4;

/** Of papers that the rules held back, best first, those that came nearest: by their upvotes, by a term, by a word. */
export function nearMisses(heldBack: readonly ListedPaper[], rules: Rules): readonly NearMiss[] {
  const index = indexPapers(heldBack.map(({ paper }) => paper));
  const matches = matchRules(rules, index);
  const few: NearMiss[] = [];
  const leftOut: NearMiss[] = [];
  for (const listed of heldBack) {
    const { included: [included] = [], excluded: [excluded] = [] } = matches.get(listed.paper.id) ?? {};
    const wished = included === undefined ? undefined : factOf(included);
    if (excluded === undefined && (wished !== undefined || includesNothing(rules))) {
      const fact = wished === undefined ? {} : { fact: wished };
      few.push({ listed, but: { kind: 'few-upvotes', ...fact, wanted: rules.minUpvotes } });
    } else if (excluded !== undefined && wished !== undefined)
      leftOut.push({ listed, but: { kind: 'left-out', fact: wished, excluded: factOf(excluded) } });
  }
  const named = new Set([...few, ...leftOut].map(({ listed }) => listed.paper.id));
  const others = heldBack.filter(({ paper }) => !named.has(paper.id) && !matches.has(paper.id));
  return [...few, ...leftOut, ...partMatches(others, rules)].slice(0, mostNearMisses);
}

function includesNothing({ include }: Rules): boolean {
  return Object.values(include).every(terms => terms.length === 0);
}

/** Papers with single words of longer phrases, the weightiest first. */
function partMatches(papers: readonly ListedPaper[], { include }: Rules): readonly NearMiss[] {
  const phraseOf = new Map(
    include.phrases.flatMap(phrase => {
      const words = phrase.match(/[\p{L}\p{N}]+/gu) ?? [];
      return words.length < 2
        ? []
        : words.filter(word => word.length >= shortestWord).map(word => [word, phrase] as const);
    }),
  );
  if (phraseOf.size === 0) return [];
  const index = indexPapers(papers.map(({ paper }) => paper));
  const matches = matchRules(
    { ...noRules, include: { ...noRules.include, phrases: [...phraseOf.keys()] } },
    index,
  );
  const weightOf = (included: readonly TermMatch[]) => topicWeight(included, 0, papers.length);
  return papers
    .flatMap(listed => {
      const { included = [] } = matches.get(listed.paper.id) ?? {};
      const [best] = included.toSorted((a, b) => weightOf([b]) - weightOf([a]));
      const phrase = best === undefined ? undefined : phraseOf.get(best.term);
      if (best === undefined || phrase === undefined) return [];
      const but = { kind: 'part', fact: factOf(best), phrase } as const;
      return [{ near: { listed, but }, weight: weightOf(included) }];
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ near }) => near);
}
