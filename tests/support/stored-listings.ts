import type { PapersReader } from '../../shared/papers/archive-store.ts';
import type { DayListing } from '../../shared/papers/paper.ts';

type Stored = Pick<PapersReader, 'getDayRecords' | 'getDayListing' | 'getSnapshots'>;

/** The papers that digests draw on, as `days` has them whenever it is asked; `reads` names each day read. */
export function storedListings(days: () => readonly DayListing[]): Stored & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    getDayRecords: (from, to) =>
      Promise.resolve(
        days()
          .map(({ record }) => record)
          .filter(({ day }) => day >= from && day <= to),
      ),
    getDayListing: day => {
      reads.push(day);
      return Promise.resolve(days().find(({ record }) => record.day === day));
    },
    getSnapshots: () => Promise.resolve([]),
  };
}
