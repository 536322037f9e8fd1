import { type Catalogue, type CatalogueFacts, catalogueOf } from '../../shared/digests/catalogue.ts';
import { type CatalogueDue, readFacts } from '../../shared/digests/read-catalogue.ts';
import type { PapersReader } from '../../shared/papers/archive-store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import { anyTime, keepRecent } from '../../shared/platform/keep-recent.ts';

/** What the digests of a run may draw on. */
export type Listings = (due: CatalogueDue) => Promise<Catalogue>;

type Papers = Pick<PapersReader, 'getDayRecords' | 'getDayListing' | 'getSnapshots'>;

/** A run mails thousands from the same few days; their upvotes may be this old in a mail. */
const milliseconds = 5 * 60_000;
/** Two weeks of days and some, for runs of several dates. With thirty papers a day takes some 0.1 MB. */
const mostDays = 28;
/** Runs that are worked on by turns, after a stop or about midnight. */
const mostRuns = 16;
/** What those draw on changes about once a day. With its index, one takes up to 20 MB of a function's 256. */
const mostCatalogues = 3;

/**
 * Reads each day once per process and five minutes, and indexes once what several runs have in common, so that a mail's
 * share of it is next to nothing, also when jobs of several runs come by turns. Nothing is used for a run that was read
 * before the run was due, or some of its readers would miss what came between.
 */
export function createListings(papers: Papers, clock: Clock): Listings {
  const listings = keepRecent<Awaited<ReturnType<Papers['getDayListing']>>>(clock, {
    milliseconds,
    most: mostDays,
  });
  const snapshots = keepRecent<Awaited<ReturnType<Papers['getSnapshots']>>>(clock, {
    milliseconds,
    most: mostDays,
  });
  const runs = keepRecent<CatalogueFacts>(clock, { milliseconds, most: mostRuns });
  const catalogues = keepRecent<Catalogue>(clock, { milliseconds, most: mostCatalogues });
  return async due => {
    const { dueOn, knownAt } = due;
    const keeping: Papers = {
      getDayRecords: (from, to) => papers.getDayRecords(from, to),
      getDayListing: day => listings(day, knownAt, () => papers.getDayListing(day)),
      getSnapshots: day => snapshots(day, knownAt, () => papers.getSnapshots(day)),
    };
    const facts = await runs(`${dueOn} ${knownAt.toISOString()}`, knownAt, () => readFacts(keeping, due));
    return catalogues(nameOf(facts), anyTime, () => Promise.resolve(catalogueOf(facts)));
  };
}

/** The same for facts that differ in votes at the most: days gain papers, and lose none. */
function nameOf({ listings, unsettled = [], snapshots }: CatalogueFacts): string {
  const settled = listings.map(
    ({ record: { day }, papers }) => `${day} ${papers.length} ${snapshots?.get(day)?.length ?? 0}`,
  );
  return [...settled, ...unsettled.map(({ day, delayed }) => `${day} ${delayed?.since ?? ''}`)].join('\n');
}
