import { listingAsKnown } from '../../shared/digests/as-known.ts';
import type { DayListing } from '../../shared/papers/paper.ts';
import { rankEntries } from '../../shared/papers/ranking.ts';
import type { UpvoteSnapshot } from '../../shared/papers/stored.ts';

/**
 * A day as a mail of an instant had it: the papers that were known by then, with the upvotes that the last of the
 * `snapshots` told, and ranked by them. A paper that is in none has the upvotes of now.
 */
export function listingAsMailed(
  listing: DayListing,
  snapshots: readonly UpvoteSnapshot[],
  at: Date,
): DayListing {
  const upvotes = snapshots.at(-1)?.upvotes ?? {};
  const { record, papers } = listingAsKnown(listing, at);
  const entries = papers.map(({ paper, entry }) => ({
    ...entry,
    upvotes: upvotes[entry.paperId] ?? entry.upvotes,
    paper,
  }));
  return {
    record,
    papers: rankEntries(entries).map(({ paper, ...entry }, index) => ({ paper, entry, rank: index + 1 })),
  };
}
