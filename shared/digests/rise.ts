import type { DayListing } from '../papers/paper.ts';
import type { UpvoteSnapshot } from '../papers/stored.ts';
import { compareText } from './candidate.ts';

/** From how many upvotes, on which UTC date, to how many now. */
export interface Rise {
  readonly from: number;
  readonly since: string;
  readonly to: number;
}

/** How far a paper has risen since the UTC date on which a reader was last offered it; undefined if not far. */
export type FindRise = (paperId: string, offeredOn: string) => Rise | undefined;

/**
 * Far is what the four papers did that were listed again within 579 recorded days, each six days later: 2 → 27, 2 → 42,
 * 2 → 54 and 29 → 82 upvotes. The smallest gain of those is 25, the smallest growth 2.8-fold.
 */
const leastGain = 25;
const leastGrowth = 2.5;

interface Point {
  readonly day: string;
  readonly polledOn: string;
  readonly upvotes: number;
}

type Counts = ReadonlyMap<string, number>;

/**
 * Finds risen papers in days and their snapshots. A paper counts as risen when it gained at least 25 upvotes and grew
 * at least 2.5 times as far as the middle one of the others of its day: most of a day's votes come after its list has
 * settled, and what all of them do is no news.
 */
export function createRiseFinder(
  days: readonly DayListing[],
  snapshots: ReadonlyMap<string, readonly UpvoteSnapshot[]>,
): FindRise {
  const now = new Map(days.map(listing => [listing.record.day, countsOf(listing)]));
  const points = pointsByPaper(now, snapshots);
  const found = new Map<string, Rise | undefined>();

  const find: FindRise = (paperId, offeredOn) => {
    const start = startingPoint(points.get(paperId) ?? [], offeredOn);
    if (start === undefined) return undefined;
    const to = Math.max(...[...now.values()].map(counts => counts.get(paperId) ?? 0));
    const rise: Rise = { from: start.upvotes, since: start.polledOn, to };
    if (to - rise.from < leastGain || growth(rise.from, to) < leastGrowth) return undefined;
    const before = snapshots.get(start.day)?.find(({ polledOn }) => polledOn === start.polledOn);
    const others = growthsOf(before, now.get(start.day) ?? new Map(), paperId);
    return growth(rise.from, to) < leastGrowth * Math.max(1, median(others)) ? undefined : rise;
  };
  return (paperId, offeredOn) => {
    const key = `${paperId} ${offeredOn}`;
    if (!found.has(key)) found.set(key, find(paperId, offeredOn));
    return found.get(key);
  };
}

function countsOf({ papers }: DayListing): Counts {
  return new Map(papers.map(({ paper, entry }) => [paper.id, entry.upvotes]));
}

function pointsByPaper(
  now: ReadonlyMap<string, Counts>,
  snapshots: ReadonlyMap<string, readonly UpvoteSnapshot[]>,
): ReadonlyMap<string, readonly Point[]> {
  const points = [...now].flatMap(([day, counts]) =>
    (snapshots.get(day) ?? []).flatMap(({ polledOn, upvotes }) =>
      Object.entries(upvotes)
        .filter(([paperId]) => counts.has(paperId))
        .map(([paperId, count]) => ({ paperId, day, polledOn, upvotes: count })),
    ),
  );
  return Map.groupBy(points, ({ paperId }) => paperId);
}

/** As the paper stood when it was offered: the last snapshot by then, or the first after, if it is in none before. */
function startingPoint(points: readonly Point[], offeredOn: string): Point | undefined {
  const ascending = points.toSorted(
    (a, b) => compareText(a.polledOn, b.polledOn) || a.upvotes - b.upvotes || compareText(a.day, b.day),
  );
  const by = ascending.findLast(({ polledOn }) => polledOn <= offeredOn);
  if (by !== undefined) return by;
  const [first] = ascending;
  return ascending.findLast(({ polledOn }) => polledOn === first?.polledOn);
}

function growthsOf(before: UpvoteSnapshot | undefined, now: Counts, except: string): readonly number[] {
  return Object.entries(before?.upvotes ?? {}).flatMap(([paperId, upvotes]) => {
    const count = now.get(paperId);
    return paperId === except || count === undefined ? [] : [growth(upvotes, count)];
  });
}

/** One upvote more on both sides, so that 0 → 1 is twofold and not infinite. */
function growth(from: number, to: number): number {
  return (to + 1) / (from + 1);
}

/** The middle one, the lower of two; 0 of none. */
function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? 0;
}
