import type { Catalogue } from '../../shared/digests/catalogue.ts';
import { type CatalogueDue, readCatalogue } from '../../shared/digests/read-catalogue.ts';
import type { PapersStore } from '../../shared/papers/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';

/** What the digests of a run may draw on. */
export type Listings = (due: CatalogueDue) => Promise<Catalogue>;

/** A run mails thousands from the same few days; their upvotes may be this old in a mail. */
const keepMilliseconds = 5 * 60_000;

/** Reads and indexes once per process, run and five minutes, so that a mail's share of it is next to nothing. */
export function createListings(
  papers: Pick<PapersStore, 'getDayRecords' | 'getDayListing' | 'getSnapshots'>,
  clock: Clock,
): Listings {
  const kept = new Map<string, { readonly at: number; readonly catalogue: Promise<Catalogue> }>();
  return due => {
    const key = `${due.dueOn} ${due.knownAt.toISOString()}`;
    const now = clock().getTime();
    const found = kept.get(key);
    if (found && now - found.at < keepMilliseconds) return found.catalogue;
    const catalogue = readCatalogue(papers, due);
    kept.clear();
    kept.set(key, { at: now, catalogue });
    // A failed reading must not be kept, or every job of these minutes would fail with it.
    catalogue.catch(() => kept.delete(key));
    return catalogue;
  };
}
