import type { DayListing } from '../../shared/papers/paper.ts';
import type { PapersStore } from '../../shared/papers/store.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import type { Clock } from '../../shared/platform/clock.ts';

/** The settled days that a digest due on a UTC day may draw on, oldest first. */
export type Listings = (utcDay: string) => Promise<readonly DayListing[]>;

/** A week and a day: what a weekly digest covers, whatever the hour it is due at. */
const daysBack = 8;
/** A run mails thousands from the same few days; their upvotes may be this old in a mail. */
const keepMilliseconds = 5 * 60_000;

/** Reads each day once per process and five minutes, so that a mail's share of the reads is next to nothing. */
export function createListings(
  papers: Pick<PapersStore, 'getDayRecords' | 'getDayListing'>,
  clock: Clock,
): Listings {
  const kept = new Map<string, { readonly at: number; readonly listings: Promise<readonly DayListing[]> }>();

  const read = async (utcDay: string): Promise<readonly DayListing[]> => {
    const records = await papers.getDayRecords(addDays(utcDay, -daysBack), utcDay);
    const settled = records.filter(record => record.status === 'settled');
    const listings = await Promise.all(settled.map(record => papers.getDayListing(record.day)));
    return listings.filter(listing => listing !== undefined);
  };

  return utcDay => {
    const now = clock().getTime();
    const found = kept.get(utcDay);
    if (found && now - found.at < keepMilliseconds) return found.listings;
    const listings = read(utcDay);
    kept.clear();
    kept.set(utcDay, { at: now, listings });
    // A failed reading must not be kept, or every job of these minutes would fail with it.
    listings.catch(() => kept.delete(utcDay));
    return listings;
  };
}
