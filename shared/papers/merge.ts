import { type ListingEntry, type Paper, type SourceName, sourceNames } from './paper.ts';
import { type PaperFacts, present, type SourceEntry, type ToldBySource } from './told.ts';

/** Whose word counts where several sources tell the same fact: the first in this order. */
const precedence: readonly SourceName[] = ['hugging-face', 'arxiv', 'saved-page'];

/**
 * Adds a source's latest word to what it said before. Newer facts replace older ones; a fact that is no longer told
 * (an `ai_summary` that went missing, say) stays.
 */
export function addFacts(told: ToldBySource, source: SourceName, facts: PaperFacts): ToldBySource {
  return { ...told, [source]: { ...told[source], ...present(facts) } };
}

/** Puts two records of one paper together; `newer` wins where the same source told both the same fact. */
export function joinTold(older: ToldBySource, newer: ToldBySource): ToldBySource {
  return sourceNames.reduce<ToldBySource>((joined, source) => {
    const facts = newer[source];
    return facts === undefined ? joined : addFacts(joined, source, facts);
  }, older);
}

/** The paper that the sources' words make together. Depends on what was told, not on the order of the telling. */
export function combine(id: string, told: ToldBySource): Paper {
  const facts: PaperFacts = precedence
    .toReversed()
    .reduce<PaperFacts>((sum, source) => ({ ...sum, ...present(told[source] ?? {}) }), {});
  const authors = facts.authors ?? [];
  return {
    ...facts,
    id,
    title: facts.title ?? id,
    abstract: facts.abstract ?? '',
    authors,
    authorCount: Math.max(authors.length, facts.authorCount ?? 0),
    keywords: facts.keywords ?? [],
    categories: facts.categories ?? [],
  };
}

/** When an entry is seen: by which poll, and whether its day had settled before. */
export interface Sighting {
  readonly at: Date;
  readonly late: boolean;
}

/**
 * A listing entry with one more telling. The latest upvotes and comments win, but no other source overrules Hugging
 * Face's. When it was first seen, and whether that was late, never changes.
 */
export function addToEntry(
  known: ListingEntry | undefined,
  told: SourceEntry,
  sighting: Sighting,
): ListingEntry {
  const overruled = told.source !== 'hugging-face' && (known?.sources.includes('hugging-face') ?? false);
  return {
    day: told.day,
    paperId: told.paperId,
    upvotes: (overruled ? undefined : told.upvotes) ?? known?.upvotes ?? 0,
    comments: (overruled ? undefined : told.comments) ?? known?.comments ?? 0,
    firstSeenAt: known?.firstSeenAt ?? sighting.at.toISOString(),
    late: known?.late ?? sighting.late,
    sources: unionOfSources(known?.sources ?? [], [told.source]),
  };
}

/**
 * The entry under `paperId` out of two of the same day that turned out to be one paper. `kept` is the one that stood
 * there: when it was first seen, and whether that was late, stay.
 */
export function joinEntries(
  kept: ListingEntry | undefined,
  other: ListingEntry,
  paperId: string,
): ListingEntry {
  if (kept === undefined) return { ...other, paperId };
  const votes =
    other.sources.includes('hugging-face') && !kept.sources.includes('hugging-face') ? other : kept;
  return {
    ...kept,
    paperId,
    upvotes: votes.upvotes,
    comments: votes.comments,
    sources: unionOfSources(kept.sources, other.sources),
  };
}

function unionOfSources(a: readonly SourceName[], b: readonly SourceName[]): SourceName[] {
  return sourceNames.filter(source => a.includes(source) || b.includes(source));
}
