import type { PapersReader } from '../papers/archive-store.ts';
import { addDays } from '../platform/calendar.ts';
import { listingAsKnown, recordAsKnown, snapshotsAsKnown } from './as-known.ts';
import { type Catalogue, type CatalogueFacts, catalogueOf } from './catalogue.ts';

/**
 * What a digest may have to make up for: thirteen days lie between weekly digests when the reader moves from Monday to
 * Sunday, or when a week's is lost, and a paper may enter a day six days late. Not more than the look-back at what the
 * reader was mailed, or covered days would look new.
 */
const daysBack = 13;

/** Which digests a catalogue is for. */
export interface CatalogueDue {
  /** The UTC day on which they are due. */
  readonly dueOn: string;
  /** They draw on what was known then. */
  readonly knownAt: Date;
}

/**
 * Reads what digests draw on, and indexes it: about 18 read units a day with thirty papers, one of them for its upvote
 * snapshots.
 */
export async function readCatalogue(papers: Papers, due: CatalogueDue): Promise<Catalogue> {
  return catalogueOf(await readFacts(papers, due));
}

type Papers = Pick<PapersReader, 'getDayRecords' | 'getDayListing' | 'getSnapshots'>;

/** The same, not yet indexed. */
export async function readFacts(papers: Papers, { dueOn, knownAt }: CatalogueDue): Promise<CatalogueFacts> {
  const stored = await papers.getDayRecords(addDays(dueOn, -daysBack), dueOn);
  const records = stored.map(record => recordAsKnown(record, knownAt));
  const settled = records.filter(({ status }) => status === 'settled').map(({ day }) => day);
  const [listings, snapshots] = await Promise.all([
    Promise.all(settled.map(day => papers.getDayListing(day))),
    Promise.all(
      settled.map(async day => [day, snapshotsAsKnown(await papers.getSnapshots(day), knownAt)] as const),
    ),
  ]);
  return {
    listings: listings.flatMap(listing => listing ?? []).map(listing => listingAsKnown(listing, knownAt)),
    unsettled: records.filter(({ status }) => status === 'filling'),
    snapshots: new Map(snapshots),
  };
}
