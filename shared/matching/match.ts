import type { TermKind } from '../subscribers/rules.ts';

/** One of a reader's terms, found in a paper. */
export interface TermMatch {
  readonly kind: TermKind;
  /** As the reader wrote it. */
  readonly term: string;
  /** The best place where a phrase stands: the title before the keywords before the abstract. Phrases only. */
  readonly where?: 'title' | 'keywords' | 'abstract';
  /** What the paper says: the author's, organisation's or submitter's name as printed there. Not for phrases. */
  readonly name?: string;
  /** How many of the indexed papers the term matches, at least 1: the fewer, the more it says. */
  readonly papers: number;
}

/** What of a reader's rules one paper meets. */
export interface PaperMatch {
  readonly paperId: string;
  readonly included: readonly TermMatch[];
  readonly excluded: readonly TermMatch[];
}

export type Verdict = 'followed' | 'on-topic' | 'excluded' | 'neither';

/**
 * What a match means: `followed` by an author, whom no exclusion hides, or by an organisation; `excluded` by any
 * excluded term; `on-topic` by any other included term. Upvotes are not looked at here.
 */
export function verdictOf(match: PaperMatch | undefined): Verdict {
  if (match === undefined) return 'neither';
  const included = new Set(match.included.map(({ kind }) => kind));
  if (included.has('authors')) return 'followed';
  if (match.excluded.length > 0) return 'excluded';
  if (included.has('organizations')) return 'followed';
  return included.size > 0 ? 'on-topic' : 'neither';
}
