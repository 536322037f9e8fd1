import { isTitleId } from '../../shared/papers/ids.ts';
import type { Paper } from '../../shared/papers/paper.ts';
import { recordPapers } from '../../shared/papers/record-papers.ts';
import type { PapersWriter } from '../../shared/papers/recording-store.ts';
import { type ArxivSource, entriesOfFeed } from '../../shared/papers/sources/arxiv.ts';
import type { ArxivStore } from '../../shared/papers/sources/arxiv-store.ts';
import type { Remaining } from '../../shared/papers/sources/http-get.ts';
import type { PaperTelling, SourceEntry } from '../../shared/papers/told.ts';
import type { Log } from '../../shared/platform/log.ts';

export interface ArxivDeps {
  readonly source: ArxivSource;
  readonly store: ArxivStore;
  /** Whether papers that only arXiv names are listed too. */
  readonly listPapers: boolean;
}

/** arXiv's part of a run. */
export interface ArxivPart {
  readonly state: 'off' | 'feed' | 'unchanged' | 'failed';
  /** To be listed; none unless the stage lists arXiv's own papers. */
  readonly entries: readonly SourceEntry[];
  /** Paper ids of a feed read now, whose categories may have changed. */
  readonly fresh: ReadonlySet<string>;
  /** Call at the end of the run: until then the feed is read again, so that a crash loses nothing of it. */
  remember(recordedDays: readonly string[]): Promise<void>;
}

const nothing = { entries: [], fresh: new Set<string>(), remember: () => Promise.resolve() };

/** Reads the feed if it changed and keeps its announcements. arXiv failing is no reason for a day to fail. */
export async function readArxiv(
  deps: ArxivDeps | undefined,
  remaining: Remaining,
  log: Log,
): Promise<ArxivPart> {
  if (deps === undefined) return { state: 'off', ...nothing };
  const reading = await deps.source.read(remaining);
  if (reading.kind === 'failed') log.warn('arXiv not read', { reason: reading.reason });
  if (reading.kind !== 'feed') return { state: reading.kind, ...nothing };

  const { feed, remember } = reading;
  for (const skipped of feed.skipped) log.warn('announcement skipped', { day: feed.day, ...skipped });
  if (feed.announcements.length > 0) await deps.store.putAnnounced(feed.day, feed.announcements);
  return {
    state: 'feed',
    entries: deps.listPapers ? entriesOfFeed(feed) : [],
    fresh: new Set(feed.announcements.map(announcement => announcement.paperId)),
    remember: async recordedDays => {
      // A run for other days (a back-fill) leaves the feed's papers to the next one.
      if (!deps.listPapers || recordedDays.includes(feed.day)) await remember();
    },
  };
}

/**
 * Tells papers their arXiv categories from the feeds of the last days: papers are listed days after their
 * announcement. Resolves to how many papers changed.
 */
export async function addCategories(
  deps: ArxivDeps | undefined,
  { fresh }: ArxivPart,
  store: PapersWriter,
  papers: readonly Paper[],
): Promise<number> {
  if (deps === undefined) return 0;
  const asking = papers.filter(
    ({ id, categories }) => !isTitleId(id) && (categories.length === 0 || fresh.has(id)),
  );
  if (asking.length === 0) return 0;
  const announced = await deps.store.getAnnounced();
  const tellings = asking.flatMap(({ id }): PaperTelling[] => {
    const categories = announced.get(id);
    return categories === undefined ? [] : [{ source: 'arxiv', paperId: id, facts: { categories } }];
  });
  const { changedPapers } = await recordPapers(store, tellings);
  return changedPapers;
}
