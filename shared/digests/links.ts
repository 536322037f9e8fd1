import { isTitleId } from '../papers/ids.ts';
import type { ListedPaper } from '../papers/paper.ts';

/** Where a paper can be read; every one an https URL, or a page of the web function. */
export interface PaperLinks {
  readonly paper: string;
  readonly arxiv?: string;
  readonly code?: string;
  readonly project?: string;
}

/**
 * The paper's page is Hugging Face's where it has one: for the ids that it knows, when it lists the paper. A paper
 * that only arXiv lists is linked there, and one whose arXiv id nobody has told yet to our own archive.
 */
export function paperLinks(listed: Pick<ListedPaper, 'paper' | 'entry'>, webUrl: string): PaperLinks {
  const { paper, entry } = listed;
  const code = httpsUrl(paper.codeUrl);
  const project = httpsUrl(paper.projectUrl);
  const elsewhere = {
    ...(code === undefined ? {} : { code }),
    ...(project === undefined || project === code ? {} : { project }),
  };
  if (isTitleId(paper.id)) return { paper: archivePage(paper.id, webUrl), ...elsewhere };
  const arxiv = `https://arxiv.org/abs/${paper.id}`;
  if (entry.sources.every(source => source === 'arxiv')) return { paper: arxiv, ...elsewhere };
  return { paper: `https://huggingface.co/papers/${paper.id}`, arxiv, ...elsewhere };
}

/** A list day's page in our archive. */
export function dayPage(day: string, webUrl: string): string {
  return `${webUrl}/days/${day}`;
}

function archivePage(paperId: string, webUrl: string): string {
  return `${webUrl}/papers/${paperId}`;
}

/** Longer ones are left out rather than let one paper fill the mail. */
const longestUrl = 500;

/** A source's URL, normalised (spaces, quotes and non-ASCII escaped), if it is one that a reader can safely follow. */
function httpsUrl(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text);
  return url?.protocol === 'https:' && url.href.length <= longestUrl ? url.href : undefined;
}
