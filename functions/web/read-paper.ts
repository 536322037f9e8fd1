import { arxivId } from '../../shared/papers/ids.ts';
import { type ListedPaper, type Paper, paperSchema } from '../../shared/papers/paper.ts';
import type { WebDeps } from './deps.ts';

export interface PaperPage {
  readonly paper: Paper;
  /** The list days it is on, ascending. */
  readonly days: readonly string[];
  /** Its place in the newest of them. */
  readonly listed: ListedPaper | undefined;
}

/** A paper by any id that people write: with a version, with `arXiv:` before it, or one that was merged since. */
export async function readPaper(
  text: string,
  { archive }: Pick<WebDeps, 'archive'>,
): Promise<PaperPage | undefined> {
  const paper = await findPaper(text, { archive });
  if (paper === undefined) return undefined;
  const days = await archive.getPaperDays(paper.id);
  const newest = days.at(-1);
  const listing = newest === undefined ? undefined : await archive.getDayListing(newest);
  return { paper, days, listed: listing?.papers.find(each => each.paper.id === paper.id) };
}

/** The same without its days, which cost more to read than the paper. */
export async function findPaper(
  text: string,
  { archive }: { readonly archive: Pick<WebDeps['archive'], 'getPaper'> },
): Promise<Paper | undefined> {
  const id = paperSchema.shape.id.safeParse(arxivId(text) ?? text);
  return id.success ? archive.getPaper(id.data) : undefined;
}
