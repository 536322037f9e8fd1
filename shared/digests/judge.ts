import { type PaperMatch, verdictOf } from '../matching/match.ts';
import { assertNever } from '../platform/never.ts';
import { countTerms, type Rules } from '../subscribers/rules.ts';
import type { Candidate } from './candidate.ts';

/** A candidate that the reader's rules let through, and as what: `other` is neither followed nor on a topic. */
export type Judged<T extends Candidate = Candidate> = T & {
  readonly standing: 'followed' | 'on-topic' | 'other';
  readonly match: PaperMatch | undefined;
};

/**
 * The candidates that the rules let through. An excluded term hides a paper wherever it would stand, except over a
 * followed author; too few upvotes hide all but followed ones. What matches nothing is let through for readers who
 * include nothing, and where places are filled up.
 */
export function judge<T extends Candidate>(
  candidates: readonly T[],
  rules: Rules,
  matches: ReadonlyMap<string, PaperMatch>,
): readonly Judged<T>[] {
  const takesOthers = rules.fillUp || countTerms(rules.include) === 0;
  return candidates.flatMap(candidate => {
    const match = matches.get(candidate.paperId);
    const standing = standingOf(match, candidate.upvotes >= rules.minUpvotes, takesOthers);
    return standing === 'hidden' ? [] : [{ ...candidate, match, standing }];
  });
}

function standingOf(
  match: PaperMatch | undefined,
  upvotesSuffice: boolean,
  takesOthers: boolean,
): Judged['standing'] | 'hidden' {
  const verdict = verdictOf(match);
  switch (verdict) {
    case 'followed':
      return 'followed';
    case 'excluded':
      return 'hidden';
    case 'on-topic':
      return upvotesSuffice ? 'on-topic' : 'hidden';
    case 'neither':
      return upvotesSuffice && takesOthers ? 'other' : 'hidden';
    default:
      return assertNever(verdict);
  }
}
