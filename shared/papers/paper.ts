import * as z from 'zod';

/** `YYYY-MM-DD`. A list day is a UTC day; a local date belongs to a reader's zone. */
export const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Where a paper or a listing entry was read. */
export const sourceNames = ['hugging-face', 'arxiv', 'saved-page'] as const;
export type SourceName = (typeof sourceNames)[number];

/**
 * A paper, by its version-less arXiv id (`2607.01234`), or by `title-<16 hex>` derived from its title while no source
 * has told the arXiv id. All text is plain: unwrapped, not HTML, LaTeX as it came.
 */
export const paperSchema = z.object({
  id: z.string().regex(/^(\d{4}\.\d{4,5}|[a-z-]{1,20}\/\d{7}|title-[0-9a-f]{16})$/),
  title: z.string().min(1),
  abstract: z.string(),
  /** Names to print, in order; hidden authors are not among them. */
  authors: z.array(z.string()),
  /** At least `authors.length`; more when authors are hidden, or when a source tells only the number. */
  authorCount: z.int().min(0),
  /** Day of arXiv's first version. */
  publishedOn: z.string().regex(dayPattern).optional(),
  /** One or two sentences by the source (`ai_summary`); many papers have none. */
  summary: z.string().optional(),
  keywords: z.array(z.string()),
  /** arXiv categories, primary first; empty until arXiv's feed has named them. */
  categories: z.array(z.string()),
  organization: z.object({ name: z.string(), fullName: z.string() }).optional(),
  submitter: z.object({ name: z.string(), fullName: z.string() }).optional(),
  /** Web links only (http or https): anything else in a source is dropped when it is read. */
  codeUrl: z.string().optional(),
  codeStars: z.int().min(0).optional(),
  projectUrl: z.string().optional(),
  /** An https picture. */
  thumbnailUrl: z.string().optional(),
});
export type Paper = z.output<typeof paperSchema>;

/** One paper's place in one list day. The rank is not stored: `rankEntries` derives it from upvotes and comments. */
export const listingEntrySchema = z.object({
  day: z.string().regex(dayPattern),
  paperId: z.string(),
  upvotes: z.int().min(0),
  comments: z.int().min(0),
  /** ISO instant of the poll that first saw it. */
  firstSeenAt: z.string(),
  /** First seen after the day had settled: it belongs to the next digest. */
  late: z.boolean(),
  sources: z.array(z.enum(sourceNames)),
});
export type ListingEntry = z.output<typeof listingEntrySchema>;

/** Why a day has no papers. */
export const emptyReasons = ['weekend', 'holiday', 'still-filling', 'source-down', 'nothing-listed'] as const;
export type EmptyReason = (typeof emptyReasons)[number];

/** What is known of a list day as a whole. */
export const dayRecordSchema = z.object({
  day: z.string().regex(dayPattern),
  status: z.enum(['filling', 'settled']),
  /** ISO instant of the first successful poll after the settle hour; present once settled. */
  settledAt: z.string().optional(),
  /** The last poll failed: what is stored stays, and digests wait for it until it settles. */
  delayed: z.object({ since: z.string(), reason: z.string() }).optional(),
  /** Present only while the day has no entries. */
  empty: z.enum(emptyReasons).optional(),
  entryCount: z.int().min(0),
});
export type DayRecord = z.output<typeof dayRecordSchema>;

/** A day with its papers, best first: what pages and digests are made of. */
export interface DayListing {
  readonly record: DayRecord;
  readonly papers: readonly ListedPaper[];
}

export interface ListedPaper {
  readonly paper: Paper;
  readonly entry: ListingEntry;
  /** 1-based place among the day's entries. */
  readonly rank: number;
}
