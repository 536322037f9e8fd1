import { rankEntries } from '../papers/ranking.ts';
import type { Candidate } from './candidate.ts';
import type { Judged } from './judge.ts';
import type { RisingCandidate } from './rising.ts';

/** Papers that may be shown, in any order; those that rise with the largest gain first. */
export interface Pools {
  /** Of the covered days and late ones, each paper once. */
  readonly fresh: readonly Judged[];
  readonly rising: readonly Judged<RisingCandidate>[];
}

/** Who got a place, section by section, best first. */
export interface Places {
  readonly following: readonly Judged[];
  readonly topics: readonly Judged[];
  readonly trending: readonly Judged[];
  readonly rising: readonly Judged<RisingCandidate>[];
  readonly late: readonly Judged[];
}

/** More than these would be a second digest of old papers. */
const mostRising = 3;
/** Of a reader's places, so that those of one who takes few are not filled with what they have seen. */
const risingShare = 1 / 4;

/**
 * Gives out a reader's places, in this order: followed papers, late ones too, by upvotes; papers on topics as
 * `rankTopics` ranks them; late ones on topics, by upvotes; rising ones, up to a quarter of the places; all others,
 * late ones too, by upvotes. Places that are left over go to more rising ones.
 */
export function claimPlaces(
  { fresh, rising }: Pools,
  maxPapers: number,
  rankTopics: (papers: readonly Judged[], count: number) => readonly Judged[],
): Places {
  let left = maxPapers;
  const take = <T>(papers: readonly T[], most = left): readonly T[] => {
    const taken = papers.slice(0, Math.min(most, left));
    left -= taken.length;
    return taken;
  };
  const onTopic = fresh.filter(({ standing }) => standing === 'on-topic');
  const followed = take(rankEntries(fresh.filter(({ standing }) => standing === 'followed')));
  const topics = take(rankTopics(onTopic.filter(isOnTime), left));
  const lateOnTopic = take(rankEntries(onTopic.filter(isLate)));
  const risingFirst = take(rising, Math.min(mostRising, Math.floor(maxPapers * risingShare)));
  const others = take(rankEntries(fresh.filter(({ standing }) => standing === 'other')));
  const risingAfter = take(rising.slice(risingFirst.length), mostRising - risingFirst.length);
  return {
    following: followed.filter(isOnTime),
    topics,
    trending: others.filter(isOnTime),
    rising: [...risingFirst, ...risingAfter],
    late: [...followed.filter(isLate), ...lateOnTopic, ...others.filter(isLate)],
  };
}

function isLate({ late }: Candidate): boolean {
  return late;
}

function isOnTime({ late }: Candidate): boolean {
  return !late;
}
