import type { DayListing, ListedPaper, ListingEntry } from '../papers/paper.ts';
import { rankEntries } from '../papers/ranking.ts';
import type { DigestPaper, Selection, SelectionInput } from './digest.ts';
import { lateReason, trendingOnDayReason, trendingReason } from './reason.ts';

/** A weekly reader's first digest looks back over this many list days. */
const daysInWeek = 7;

/**
 * From a poll's scheduled time until every digest sees what it saw, in milliseconds: a poll may be tried again for an
 * hour, and listings are kept for minutes.
 */
const longestWayIn = 2 * 3_600_000;

/** A paper's place in a day, with what `rankEntries` ranks by. */
interface Candidate extends Pick<ListingEntry, 'paperId' | 'upvotes' | 'comments'> {
  readonly listed: ListedPaper;
  readonly day: string;
  /** How many papers its day lists. */
  readonly of: number;
  readonly late: boolean;
}

/**
 * Chooses one reader's papers. Pure, and independent of the order of days and entries. The rules:
 *
 * 1. Settled days only.
 * 2. A new reader's first daily digest covers the newest day that has papers; a first weekly one the last seven days.
 * 3. After that a digest covers every day since the reader's first covered one that none has covered yet. That is
 *    one day as a rule, several after an outage or a pause, and also a day that settled after its successors.
 * 4. Papers that entered a covered day late compete in the next digest, marked so, and in that one only: a paper that
 *    did not make it then is no news later, and would otherwise fill a mail of its own on the next quiet day.
 * 5. A paper is mailed to a reader once. Listed twice, it appears once: on a day that this digest covers rather than
 *    as late, and of those where it has the most upvotes.
 * 6. All compete by upvotes, then comments, then id, for the reader's number of papers; late ones are shown last.
 * 7. Without a paper there is no digest.
 */
export function selectDigest(input: SelectionInput): Selection {
  const settled = input.listings
    .filter(listing => listing.record.status === 'settled')
    .toSorted((a, b) => compareText(a.record.day, b.record.day));
  const covering = daysToCover(settled, input);
  const onTime = onceEach(covering.flatMap(listing => candidatesOf(listing, false)));
  const unsent = onceEach([...onTime, ...lateCandidates(settled, input)]).filter(
    ({ paperId }) => !input.sent.has(paperId),
  );
  const chosen = rankEntries(unsent).slice(0, input.maxPapers);
  const days = covering.map(listing => listing.record.day);
  if (chosen.length === 0) return { kind: 'skip', reason: 'nothing-new', days };
  const daysWithPapers = covering.filter(({ papers }) => papers.length > 0).map(({ record }) => record.day);
  return {
    kind: 'digest',
    digest: {
      key: input.key,
      weekly: input.weekly,
      days,
      daysWithPapers,
      papers: [...chosen.filter(({ late }) => !late), ...chosen.filter(({ late }) => late)].map(candidate =>
        explained(candidate, daysWithPapers.length),
      ),
      listed: onTime.length,
      alreadySent: onTime.filter(({ paperId }) => input.sent.has(paperId)).length,
      overLimit: unsent.length - chosen.length,
    },
  };
}

/** Rules 2 and 3, on settled listings in ascending order. */
function daysToCover(settled: readonly DayListing[], input: SelectionInput): readonly DayListing[] {
  const firstCovered = input.covered.toSorted()[0];
  if (firstCovered === undefined) {
    if (input.weekly) return settled.slice(-daysInWeek);
    const newest = settled.findLast(listing => listing.papers.length > 0);
    return newest === undefined ? [] : [newest];
  }
  return settled.filter(({ record }) => record.day > firstCovered && !input.covered.includes(record.day));
}

/** Rule 4. */
function lateCandidates(
  settled: readonly DayListing[],
  { covered, lastDueAt }: SelectionInput,
): readonly Candidate[] {
  const offeredUntil = (lastDueAt?.getTime() ?? 0) - longestWayIn;
  return settled
    .filter(({ record }) => covered.includes(record.day))
    .flatMap(listing => candidatesOf(listing, true))
    .filter(({ listed: { entry } }) => entry.late && Date.parse(entry.firstSeenAt) > offeredUntil);
}

function candidatesOf(listing: DayListing, late: boolean): readonly Candidate[] {
  const { papers, record } = listing;
  return papers.map(listed => {
    const { upvotes, comments } = listed.entry;
    return { paperId: listed.paper.id, upvotes, comments, listed, day: record.day, of: papers.length, late };
  });
}

/** Rule 5: of several candidates for one paper the preferred one. */
function onceEach(candidates: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const rival = best.get(candidate.paperId);
    if (rival === undefined || byPreference(candidate, rival) < 0) best.set(candidate.paperId, candidate);
  }
  return [...best.values()];
}

function byPreference(a: Candidate, b: Candidate): number {
  return (
    Number(a.late) - Number(b.late) ||
    b.upvotes - a.upvotes ||
    b.comments - a.comments ||
    compareText(b.day, a.day)
  );
}

/** By code units, so that the order is the same on every machine. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function explained({ listed, day, of, late }: Candidate, daysMet: number): DigestPaper {
  const place = { day, rank: listed.rank, of };
  const onTimeReason = daysMet > 1 ? trendingOnDayReason : trendingReason;
  return { listed, day, late, reason: late ? lateReason(place) : onTimeReason(place) };
}
