import type { ListingEntry } from './paper.ts';

/**
 * A day's entries, best first: more upvotes, then more comments, then the smaller id. A total order: the same entries
 * give the same ranking in whatever order they come. An entry's rank is its index plus one.
 */
export function rankEntries<T extends Pick<ListingEntry, 'paperId' | 'upvotes' | 'comments'>>(
  entries: readonly T[],
): T[] {
  return entries.toSorted(
    (a, b) => b.upvotes - a.upvotes || b.comments - a.comments || compareIds(a.paperId, b.paperId),
  );
}

function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
