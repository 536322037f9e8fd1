import type { DayListing, ListedPaper, ListingEntry } from '../papers/paper.ts';

/** A paper's place in a day, with what `rankEntries` ranks by. */
export interface Candidate extends Pick<ListingEntry, 'paperId' | 'upvotes' | 'comments'> {
  readonly listed: ListedPaper;
  readonly day: string;
  /** How many papers its day lists. */
  readonly of: number;
  /** It entered a day that the reader's digests had covered already. */
  readonly late: boolean;
}

export function candidatesOf({ papers, record }: DayListing, late: boolean): readonly Candidate[] {
  return papers.map(listed => {
    const { upvotes, comments } = listed.entry;
    return { paperId: listed.paper.id, upvotes, comments, listed, day: record.day, of: papers.length, late };
  });
}

/**
 * Of several candidates for one paper the preferred one: on a day that is covered now rather than late, and of those
 * where it has the most upvotes.
 */
export function onceEach(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const rival = best.get(candidate.paperId);
    if (rival === undefined || byPreference(candidate, rival) < 0) best.set(candidate.paperId, candidate);
  }
  return [...best.values()];
}

function byPreference(a: Candidate, b: Candidate): number {
  return (
    Number(a.late) - Number(b.late) ||
    b.upvotes - a.upvotes ||
    b.comments - a.comments ||
    compareText(b.day, a.day)
  );
}

/** By code units, so that the order is the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
