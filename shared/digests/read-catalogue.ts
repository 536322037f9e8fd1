import type { PapersReader } from '../papers/store.ts';
import { addDays } from '../platform/calendar.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';

/**
 * What a digest may have to make up for: thirteen days lie between weekly digests when the reader moves from Monday to
 * Sunday, or when a week's is lost, and a paper may enter a day six days late. Not more than the look-back at what the
 * reader was mailed, or covered days would look new.
 */
const daysBack = 13;

/**
 * Reads what digests due on a UTC day draw on, and indexes it: about 18 read units a day with thirty papers, one of them
 * for its upvote snapshots.
 */
export async function readCatalogue(
  papers: Pick<PapersReader, 'getDayRecords' | 'getDayListing' | 'getSnapshots'>,
  utcDay: string,
): Promise<Catalogue> {
  const records = await papers.getDayRecords(addDays(utcDay, -daysBack), utcDay);
  const settled = records.filter(({ status }) => status === 'settled').map(({ day }) => day);
  const [listings, snapshots] = await Promise.all([
    Promise.all(settled.map(day => papers.getDayListing(day))),
    Promise.all(settled.map(async day => [day, await papers.getSnapshots(day)] as const)),
  ]);
  return catalogueOf({
    listings: listings.filter(listing => listing !== undefined),
    unsettled: records.filter(({ status }) => status === 'filling'),
    snapshots: new Map(snapshots),
  });
}
