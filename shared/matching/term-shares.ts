import type { Rules } from '../subscribers/rules.ts';
import { type TermKind, termKinds } from '../subscribers/rules.ts';
import { findTerm } from './find-term.ts';
import type { PaperIndex } from './paper-index.ts';

/** What one term of the rules does among the indexed papers. */
export interface TermShare {
  readonly side: 'include' | 'exclude';
  readonly kind: TermKind;
  readonly term: string;
  /** Papers that it matches, whatever else matches them. */
  readonly papers: number;
  /** Of those, the ones that no other term of its side matches: without the term they would be gone. */
  readonly only: number;
}

/** Each term's part in the rules' matches, in the order of the rules; a term that matches nothing is among them. */
export function termShares(rules: Rules, index: PaperIndex): TermShare[] {
  return (['include', 'exclude'] as const).flatMap(side => {
    const found = termKinds.flatMap(kind =>
      rules[side][kind].map(term => ({
        kind,
        term,
        papers: findTerm(kind, term, index).map(({ paper }) => paper),
      })),
    );
    const terms = new Map<number, number>();
    for (const paper of found.flatMap(({ papers }) => papers)) terms.set(paper, (terms.get(paper) ?? 0) + 1);
    return found.map(({ kind, term, papers }) => ({
      side,
      kind,
      term,
      papers: papers.length,
      only: papers.filter(paper => terms.get(paper) === 1).length,
    }));
  });
}
