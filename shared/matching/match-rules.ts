import { type Rules, type TermKind, type Terms, termKinds } from '../subscribers/rules.ts';
import { findTerm } from './find-term.ts';
import type { PaperMatch, TermMatch } from './match.ts';
import type { PaperIndex } from './paper-index.ts';

/**
 * The papers that meet at least one term of the rules, by id in ascending order, each with every term it meets, in
 * the order of the rules. The order in which the papers were indexed makes no difference.
 */
export function matchRules(rules: Rules, index: PaperIndex): ReadonlyMap<string, PaperMatch> {
  const found = new Map<number, { included: TermMatch[]; excluded: TermMatch[] }>();
  for (const side of ['included', 'excluded'] as const)
    for (const [kind, term] of termsOf(side === 'included' ? rules.include : rules.exclude))
      for (const { paper, match } of findTerm(kind, term, index)) {
        const known = found.get(paper);
        if (known === undefined) found.set(paper, { included: [], excluded: [], [side]: [match] });
        else known[side].push(match);
      }
  return new Map(
    [...found]
      .sort(([a], [b]) => a - b)
      .flatMap(([number, matches]) => {
        const paper = index.papers[number];
        return paper === undefined ? [] : [[paper.id, { paperId: paper.id, ...matches }]];
      }),
  );
}

function* termsOf(terms: Terms): Generator<[TermKind, string]> {
  for (const kind of termKinds) for (const term of terms[kind]) yield [kind, term];
}
