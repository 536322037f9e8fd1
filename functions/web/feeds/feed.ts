import type { DayListing, DayRecord, ListedPaper } from '../../../shared/papers/paper.ts';

/** What a feed says, in whatever format. */
export interface Feed {
  /** What the feed is, wherever it is served and for ever: part of its id. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Where it is served, without the ending: `/feeds/today`. */
  readonly path: string;
  /** `?q=diffusion`, or nothing. */
  readonly query: string;
  /** The page that shows the same: a path. */
  readonly page: string;
  /** ISO instant at which a paper last entered it, or its reader's preferences changed. */
  readonly updated: string;
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  readonly listed: ListedPaper;
  /** ISO instant at which it entered the feed. */
  readonly entered: string;
  /** Why it is in the feed, in plain words that are true of it. */
  readonly reason: string;
}

/** Feeds hold settled days only, so a paper enters when its day has settled, or later when it is late. */
export function entered(record: DayRecord, { entry }: ListedPaper): string {
  const settledAt = record.settledAt ?? entry.firstSeenAt;
  return entry.firstSeenAt > settledAt ? entry.firstSeenAt : settledAt;
}

/** When a feed of these days and entries last changed; `otherwise` when there is neither. */
export function lastEntered(
  listings: readonly DayListing[],
  entries: readonly FeedEntry[],
  otherwise: string,
): string {
  const instants = [
    ...entries.map(entry => entry.entered),
    ...listings.flatMap(({ record }) => (record.settledAt === undefined ? [] : [record.settledAt])),
  ];
  return instants.sort().at(-1) ?? otherwise;
}
