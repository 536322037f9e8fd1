import { type Catalogue, catalogueOf } from '../../../shared/digests/catalogue.ts';
import { chooseDigest } from '../../../shared/digests/choose.ts';
import { reasonWords } from '../../../shared/digests/fact-words.ts';
import type { Past } from '../../../shared/digests/selection.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import type { Site } from '../deps.ts';
import type { RecentDays } from '../recent-days.ts';
import { entered, type Feed, type FeedEntry, lastEntered } from './feed.ts';

/** How many of the newest lists a reader's feed goes back. */
const days = 7;
const never = '1970-01-01T00:00:00.000Z';

/**
 * What a daily digest of each recent list would have brought the reader by the rules that they have now, each paper
 * once, the newest list first. Chosen by the mailer's own code as if nothing had been mailed to them before; nothing
 * rises in it, for that takes snapshots that no page reads.
 */
export function readerFeed(site: Site, reader: Subscriber, { listings, index }: RecentDays): Feed {
  const recent = listings.slice(-days);
  const entries = replay(reader, recent, catalogueOf({ listings: recent, index }));
  return {
    name: `reader/${reader.id}`,
    title: `${site.name}: your papers`,
    description: 'The papers of the last lists that your rules choose',
    path: `/r/${readerKey(reader)}/feed`,
    query: '',
    page: `/r/${readerKey(reader)}/rules`,
    updated: lastOf(lastEntered(recent, entries, never), reader.preferencesChangedAt ?? never),
    entries,
  };
}

/** Of two ISO instants the later one. */
function lastOf(one: string, other: string): string {
  return one > other ? one : other;
}

function replay(
  { preferences }: Subscriber,
  recent: Catalogue['days'],
  catalogue: Catalogue,
): readonly FeedEntry[] {
  const covered = new Map<string, string>();
  const sent = new Map<string, string>();
  const entries: FeedEntry[][] = [];
  let lastDueAt: Date | undefined;
  for (const [index, { record }] of recent.entries()) {
    const { day, settledAt } = record;
    const past: Past = { covered, sent, risen: new Set(), lastDueAt };
    const selection = chooseDigest(
      { key: day, weekly: false, dueOn: day, preferences, past },
      { ...catalogue, days: recent.slice(0, index + 1) },
    );
    const papers = selection.kind === 'digest' ? selection.digest.papers : [];
    entries.push(
      papers.map(({ listed, day: listDay, facts }) => ({
        listed,
        entered: entered(recent.find(each => each.record.day === listDay)?.record ?? record, listed),
        reason: reasonWords(facts, false),
      })),
    );
    for (const { listed } of papers) sent.set(listed.paper.id, day);
    covered.set(day, day);
    if (settledAt !== undefined) lastDueAt = new Date(settledAt);
  }
  return entries.toReversed().flat();
}
