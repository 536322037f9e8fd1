import { type Rules, type Terms, termKinds } from '../subscribers/rules.ts';
import { findTerm } from './find-term.ts';
import type { PaperMatch, TermMatch } from './match.ts';
import type { Hit, PaperIndex } from './paper-index.ts';

interface Matches {
  included: TermMatch[];
  excluded: TermMatch[];
}

const none: TermMatch[] = [];

/**
 * The papers that meet at least one term of the rules, by id in ascending order, each with every term it meets, in
 * the order of the rules. The order in which the papers were indexed makes no difference.
 */
export function matchRules(rules: Rules, index: PaperIndex): ReadonlyMap<string, PaperMatch> {
  const matches: (Matches | undefined)[] = [];
  forEachHit(rules.include, index, ({ paper, match }) => {
    const known = matches[paper];
    if (known === undefined) matches[paper] = { included: [match], excluded: none };
    else known.included.push(match);
  });
  forEachHit(rules.exclude, index, ({ paper, match }) => {
    const known = matches[paper];
    if (known === undefined) matches[paper] = { included: none, excluded: [match] };
    else if (known.excluded === none) known.excluded = [match];
    else known.excluded.push(match);
  });
  const found = new Map<string, PaperMatch>();
  index.papers.forEach(({ id }, number) => {
    const known = matches[number];
    if (known !== undefined)
      found.set(id, { paperId: id, included: known.included, excluded: known.excluded });
  });
  return found;
}

function forEachHit(terms: Terms, index: PaperIndex, take: (hit: Hit) => void): void {
  for (const kind of termKinds) for (const term of terms[kind]) findTerm(kind, term, index).forEach(take);
}
