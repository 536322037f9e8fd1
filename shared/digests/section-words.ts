import { assertNever } from '../platform/never.ts';
import { weekdayOf } from './day-names.ts';
import { type Digest, type DigestPaper, type SectionKind, sectionKinds } from './digest.ts';

export interface Section {
  readonly kind: SectionKind;
  /** At least one, with their 1-based places in the mail. */
  readonly papers: readonly { readonly paper: DigestPaper; readonly number: number }[];
}

/** The sections that hold something, in order. */
export function sectionsOf(papers: readonly DigestPaper[]): readonly Section[] {
  const numbered = papers.map((paper, index) => ({ paper, number: index + 1 }));
  return sectionKinds
    .map(kind => ({ kind, papers: numbered.filter(({ paper }) => paper.section === kind) }))
    .filter(section => section.papers.length > 0);
}

export function sectionHeading(kind: SectionKind, papers: Section['papers'], digest: Digest): string {
  switch (kind) {
    case 'following':
      return 'You follow';
    case 'topics':
      return 'For your topics';
    case 'trending':
      return trendingHeading(digest);
    case 'rising':
      return 'Rising';
    case 'late':
      return lateHeading(papers.map(({ paper }) => paper.day));
    default:
      return assertNever(kind);
  }
}

/** Whoever has their mail early in the morning gets the list of the day before. */
function trendingHeading({ key, weekly, catchUp, daysWithPapers }: Digest): string {
  if (catchUp) return 'Trending';
  if (weekly) return 'Trending this week';
  return daysWithPapers.at(-1) === key ? 'Trending today' : 'Trending';
}

/** A day's name is enough: papers enter a day's list within a week. */
function lateHeading([first, ...others]: readonly string[]): string {
  return first !== undefined && others.every(day => day === first)
    ? `Late for ${weekdayOf(first)}`
    : 'Late arrivals';
}
