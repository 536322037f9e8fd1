import * as z from 'zod';
import { describeIssues } from '../platform/describe-issues.ts';
import { dayPattern, paperSchema } from './paper.ts';
import { toldBySourceSchema } from './told.ts';

/** The items of the Papers table as they are kept; DATA.md shows one of each. */

const paperId = paperSchema.shape.id;
const day = z.string().regex(dayPattern);

/** A paper as it is kept: what each source said, not what it adds up to (`combine` does that when it is read). */
export const storedPaperSchema = z.object({
  id: paperId,
  told: toldBySourceSchema,
  /** Ascending. */
  listedOn: z.array(day),
  /** The title ids that are known to lead here, so that a title need not be looked up twice. */
  titles: z.array(z.string()),
  /** Counts the writes: a write replaces exactly the revision that it was made from. */
  revision: z.int().min(1),
});
export type StoredPaper = z.output<typeof storedPaperSchema>;

/** In a paper's place under a title's id: the paper is kept under the arXiv id that became known. */
export const aliasSchema = z.object({ id: paperId, mergedInto: paperId });
export type PaperAlias = z.output<typeof aliasSchema>;

/** Upvotes by paper id, as they stood at the first poll of a date. */
const upvotesSchema = z.record(z.string(), z.int().min(0));
export type Upvotes = z.output<typeof upvotesSchema>;

export const snapshotSchema = z.object({ polledOn: day, upvotes: upvotesSchema, expiresAt: z.int() });

/** A list day's upvotes as they stood on a UTC date. */
export interface UpvoteSnapshot {
  readonly polledOn: string;
  readonly upvotes: Upvotes;
}

/** An item of the table is not one that this version can read. Names the key. */
export class UnreadableItemError extends Error {
  override readonly name = 'UnreadableItemError';
}

/** The item in its own words, without keys and version; throws UnreadableItemError when it does not fit. */
export function parseItem<T extends z.ZodType>(schema: T, item: Record<string, unknown>): z.output<T> {
  const result = schema.safeParse(item);
  if (result.success) return result.data;
  throw new UnreadableItemError(
    `the item ${String(item['pk'])} / ${String(item['sk'])} is unreadable: ${describeIssues(result.error)}`,
    {
      cause: result.error,
    },
  );
}

/** What stands in a paper's place. */
export function parsePaperOrAlias(item: Record<string, unknown>): StoredPaper | PaperAlias {
  return 'mergedInto' in item ? parseItem(aliasSchema, item) : parseItem(storedPaperSchema, item);
}

export const keys = {
  paper: (id: string) => ({ pk: `paper#${id}`, sk: 'paper' }),
  dayRecord: (of: string) => ({ pk: 'days', sk: of }),
  entry: (of: string, id: string) => ({ pk: `day#${of}`, sk: `entry#${id}` }),
  snapshot: (of: string, polledOn: string) => ({ pk: `day#${of}`, sk: `upvotes#${polledOn}` }),
};
