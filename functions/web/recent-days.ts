import { type Catalogue, catalogueOf } from '../../shared/digests/catalogue.ts';
import type { PaperIndex } from '../../shared/matching/paper-index.ts';
import type { DayListing } from '../../shared/papers/paper.ts';
import type { UpvoteSnapshot } from '../../shared/papers/stored.ts';
import { addDays, utcDay } from '../../shared/platform/calendar.ts';
import { anyTime, keepRecent } from '../../shared/platform/keep-recent.ts';
import type { WebDeps } from './deps.ts';

/** What rules are tried on. */
export interface RecentDays {
  /** Settled ones, ascending, days without papers among them. */
  readonly listings: readonly DayListing[];
  /** Of all their papers. */
  readonly index: PaperIndex;
  /** The same as digests draw on it now, without what would tell which papers rise. */
  readonly catalogue: Catalogue;
  /** By list day: what each mail would have known of upvotes. */
  readonly snapshots: ReadonlyMap<string, readonly UpvoteSnapshot[]>;
}

export type ReadRecentDays = () => Promise<RecentDays>;

/** How many settled days a preview covers. */
export const previewDays = 14;
/** How far back they are looked for: ingest may have been down for some. */
const daysBack = 28;
/** Past days hardly change, and whoever tries terms asks again and again. */
const keepMilliseconds = 5 * 60_000;

/**
 * Reads each day once per process and five minutes, whoever asks and however often: a preview's reads are bounded by time
 * and not by readers.
 */
export function createRecentDays({ archive, clock }: Pick<WebDeps, 'archive' | 'clock'>): ReadRecentDays {
  const kept = keepRecent<RecentDays>(clock, { milliseconds: keepMilliseconds, most: 1 });

  const read = async (today: string): Promise<RecentDays> => {
    const records = await archive.getDayRecords(addDays(today, -daysBack), today);
    const settled = records.filter(({ status }) => status === 'settled').slice(-previewDays);
    const [found, snapshots] = await Promise.all([
      Promise.all(settled.map(({ day }) => archive.getDayListing(day))),
      Promise.all(settled.map(async ({ day }) => [day, await archive.getSnapshots(day)] as const)),
    ]);
    const catalogue = catalogueOf({ listings: found.filter(listing => listing !== undefined) });
    return {
      listings: catalogue.days,
      index: catalogue.index,
      catalogue,
      snapshots: new Map(snapshots),
    };
  };

  return () => kept('recent', anyTime, () => read(utcDay(clock())));
}
