import * as z from 'zod';
import { isDay } from '../../platform/calendar.ts';
import { arxivId } from '../ids.ts';
import { plainText } from '../text.ts';
import { oversized, type PaperFacts, present, type SkippedEntry, type SourceEntry } from '../told.ts';
import { imageUrl, webUrl } from './web-url.ts';

/**
 * One element of `GET /api/daily_papers`, in every shape recorded since May 2024. Lenient: a field that is missing or
 * of another type is a fact not told; keys that are not read are ignored. Only id and title are needed.
 */

const told = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const text = told(z.string());
const count = told(z.int().min(0));
/** A list keeps the elements that fit. */
const listOf = <T extends z.ZodType>(element: T) =>
  z
    .array(element.nullable().catch(null))
    .catch([])
    .transform(elements => elements.filter(value => value !== null));

const authorSchema = z.object({
  name: z
    .string()
    .transform(plainText)
    .refine(name => name !== ''),
  hidden: told(z.boolean()),
});
const organizationSchema = told(z.object({ name: z.string(), fullname: text }));
/** In `submittedBy` the user name is `name`; in `submittedOnDailyBy` it is `user`, and `name` only since March 2026. */
const userSchema = told(z.object({ name: text, user: text, fullname: text }));

const entrySchema = z.object({
  paper: z.object({
    id: z.string(),
    title: text,
    summary: text,
    authors: listOf(authorSchema).optional(),
    publishedAt: text,
    submittedOnDailyAt: text,
    submittedOnDailyBy: userSchema,
    upvotes: count,
    projectPage: text,
    githubRepo: text,
    githubStars: count,
    ai_summary: text,
    ai_keywords: listOf(z.string()).optional(),
    organization: organizationSchema,
  }),
  title: text,
  summary: text,
  thumbnail: text,
  numComments: count,
  submittedBy: userSchema,
  organization: organizationSchema,
  /** What `organization` was called for four days of October 2025. */
  submitterOrganization: organizationSchema,
});
type HuggingFaceEntry = z.output<typeof entrySchema>;

export type ReadEntry =
  | { readonly kind: 'entry'; readonly entry: SourceEntry }
  | { readonly kind: 'skipped'; readonly skipped: SkippedEntry };

/** Reads one element of the answer for `askedDay`. */
export function readHuggingFaceEntry(value: unknown, askedDay: string): ReadEntry {
  const result = entrySchema.safeParse(value);
  if (!result.success) return skipped(idOf(value), result.error.issues[0]?.message ?? 'not an entry');
  const { paper, ...envelope } = result.data;
  const paperId = arxivId(paper.id);
  if (paperId === undefined) return skipped(paper.id, 'the id is not an arXiv id');
  const title = plainText(paper.title ?? '') || plainText(envelope.title ?? '');
  if (title === '') return skipped(paper.id, 'no title');
  const facts = { ...factsOf(result.data), title };
  const problem = oversized(facts);
  if (problem !== undefined) return skipped(paper.id, problem);
  return {
    kind: 'entry',
    entry: {
      source: 'hugging-face',
      paperId,
      // The envelope's publishedAt is no list day: since March 2025 it is the paper's own date in disguise.
      day: dayOf(paper.submittedOnDailyAt) ?? askedDay,
      facts,
      ...(paper.upvotes !== undefined && { upvotes: paper.upvotes }),
      ...(envelope.numComments !== undefined && { comments: envelope.numComments }),
    },
  };
}

function factsOf({ paper, ...envelope }: HuggingFaceEntry): PaperFacts {
  const authors = paper.authors ?? [];
  return present({
    abstract: plainText(paper.summary ?? '') || plainText(envelope.summary ?? ''),
    authors: authors.filter(author => author.hidden !== true).map(author => author.name),
    // A hidden author is not named, but is one of them.
    authorCount: authors.length > 0 ? authors.length : undefined,
    publishedOn: dayOf(paper.publishedAt),
    summary: plainText(paper.ai_summary ?? ''),
    keywords: (paper.ai_keywords ?? []).map(plainText).filter(keyword => keyword !== ''),
    organization: named(paper.organization ?? envelope.organization ?? envelope.submitterOrganization),
    submitter: submitterOf(envelope.submittedBy ?? paper.submittedOnDailyBy),
    codeUrl: webUrl(paper.githubRepo),
    codeStars: paper.githubStars,
    projectUrl: webUrl(paper.projectPage),
    thumbnailUrl: imageUrl(envelope.thumbnail),
  });
}

function submitterOf(user: HuggingFaceEntry['submittedBy']): PaperFacts['submitter'] {
  const name = user?.name ?? user?.user;
  return name === undefined ? undefined : named({ name, fullname: user?.fullname });
}

function named(
  it: { readonly name: string; readonly fullname?: string | undefined } | undefined,
): { name: string; fullName: string } | undefined {
  const name = plainText(it?.name ?? '');
  if (name === '') return undefined;
  return { name, fullName: plainText(it?.fullname ?? '') || name };
}

function dayOf(instant: string | undefined): string | undefined {
  const day = instant?.slice(0, 10);
  return day !== undefined && isDay(day) ? day : undefined;
}

const anyId = z.object({ paper: z.object({ id: z.string() }) });

function idOf(value: unknown): string {
  const result = anyId.safeParse(value);
  return result.success ? result.data.paper.id : '(unknown)';
}

function skipped(id: string, problem: string): ReadEntry {
  return { kind: 'skipped', skipped: { id: plainText(id).slice(0, 40), problem } };
}
