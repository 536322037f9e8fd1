import type { TermMatch } from '../matching/match.ts';

/** What a term found in a paper. */
export type TermFact =
  /** One of the reader's phrases stands in it. */
  | { readonly kind: 'phrase'; readonly term: string; readonly where: 'title' | 'keywords' | 'abstract' }
  | { readonly kind: 'author'; readonly name: string }
  | { readonly kind: 'organization'; readonly name: string }
  | { readonly kind: 'submitter'; readonly name: string }
  | { readonly kind: 'category'; readonly name: string };

/** A reason to show a paper: something that is true of it. */
export type Fact =
  | TermFact
  /** Its 1-based place by upvotes among the papers of its day. */
  | { readonly kind: 'place'; readonly rank: number; readonly of: number; readonly day: string }
  /** Its upvotes then and now, and how many days lie between. */
  | { readonly kind: 'rise'; readonly from: number; readonly to: number; readonly days: number }
  /** The reader was mailed it before. */
  | { readonly kind: 'sent-before' }
  /** It entered the list of a day after the reader's digest of that day. */
  | { readonly kind: 'late'; readonly day: string };

/** What the match of a term says of the paper. */
export function factOf({ kind, term, name = term, where = 'abstract' }: TermMatch): TermFact {
  const kinds = {
    phrases: { kind: 'phrase', term, where },
    authors: { kind: 'author', name },
    organizations: { kind: 'organization', name },
    submitters: { kind: 'submitter', name },
    categories: { kind: 'category', name },
  } as const satisfies Record<TermMatch['kind'], TermFact>;
  return kinds[kind];
}
