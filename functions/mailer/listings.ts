import type { DayListing } from '../../shared/papers/paper.ts';
import type { PapersStore } from '../../shared/papers/store.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import type { Clock } from '../../shared/platform/clock.ts';

/** The settled days that a digest due on a UTC day may draw on, oldest first. */
export type Listings = (utcDay: string) => Promise<readonly DayListing[]>;

/**
 * What a digest may have to make up for: thirteen days lie between weekly digests when the reader moves from Monday to
 * Sunday, or when a week's is lost, and a paper may enter a day six days late. Not more than the look-back at what the
 * reader was mailed, or covered days would look new.
 */
const daysBack = 13;
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
