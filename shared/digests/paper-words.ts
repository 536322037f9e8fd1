import { authorLine } from './authors.ts';
import { counted } from './counted.ts';
import type { DigestPaper } from './digest.ts';
import { type PaperLinks, paperLinks } from './links.ts';
import { plainLine } from './plain-line.ts';
import { shorten } from './shorten.ts';
import { shortSummary } from './summary.ts';

/** All that a digest says of one paper, in plain words. */
export interface PaperWords {
  /** 1-based place in the mail. */
  readonly number: number;
  readonly title: string;
  readonly authors: string;
  readonly organization: string;
  readonly summary: string;
  readonly links: readonly Link[];
  readonly votes: string;
  readonly reason: string;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

/** Characters, far above any seen, so that one absurd entry cannot crowd out the rest. */
const longestTitle = 300;
const longestOrganization = 120;

export function paperWords(
  chosen: DigestPaper,
  number: number,
  webUrl: string,
  summaryLimit: number,
): PaperWords {
  const { paper, entry } = chosen.listed;
  return {
    number,
    title: shorten(plainLine(paper.title), longestTitle),
    authors: authorLine(paper),
    organization: shorten(plainLine(paper.organization?.fullName ?? ''), longestOrganization),
    summary: shortSummary(paper, summaryLimit),
    links: labelled(paperLinks(chosen.listed, webUrl), paper.codeStars),
    votes: `${counted(entry.upvotes, 'upvote')} · ${counted(entry.comments, 'comment')}`,
    reason: chosen.reason,
  };
}

function labelled(links: PaperLinks, stars: number | undefined): readonly Link[] {
  return [
    { label: 'Paper', url: links.paper },
    { label: 'arXiv', url: links.arxiv },
    { label: stars === undefined || stars === 0 ? 'Code' : `Code ★ ${counted(stars)}`, url: links.code },
    { label: 'Project', url: links.project },
  ].flatMap(({ label, url }) => (url === undefined ? [] : [{ label, url }]));
}
