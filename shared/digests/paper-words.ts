import { type MarkedPiece, markPhrases } from '../matching/mark-phrases.ts';
import { authorLine } from './authors.ts';
import { counted } from './counted.ts';
import type { DigestPaper, RenderContext } from './digest.ts';
import { reasonWords } from './fact-words.ts';
import { type PaperLinks, paperLinks } from './links.ts';
import { plainLine } from './plain-line.ts';
import { shorten } from './shorten.ts';
import { shortSummary } from './summary.ts';

/** A line of text, in pieces of which some are what the reader asked for. */
export type MarkedText = readonly MarkedPiece[];

/** All that a digest says of one paper, in plain words. */
export interface PaperWords {
  /** 1-based place in the mail. */
  readonly number: number;
  readonly title: MarkedText;
  readonly authors: string;
  readonly organization: string;
  readonly summary: MarkedText;
  readonly reason: string;
  readonly votes: string;
  readonly links: readonly Link[];
  /** What the reader can say to it: each opens a page with a button. */
  readonly answers: readonly Link[];
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

export interface PaperWordsOptions {
  /** 1-based place in the mail. */
  readonly number: number;
  /** Characters of the summary. */
  readonly summary: number;
  readonly answers: boolean;
  /** Whether papers of several days meet, so that a reason has to name its day. */
  readonly nameDays: boolean;
}

/** Characters, far above any seen, so that one absurd entry cannot crowd out the rest. */
const longestTitle = 300;
const longestOrganization = 120;

export function paperWords(
  { listed, facts, marks }: DigestPaper,
  { number, summary, answers, nameDays }: PaperWordsOptions,
  { webUrl, urls }: Pick<RenderContext, 'webUrl' | 'urls'>,
): PaperWords {
  const { paper, entry } = listed;
  return {
    number,
    title: marked(shorten(plainLine(paper.title), longestTitle), marks),
    authors: authorLine(paper),
    organization: shorten(plainLine(paper.organization?.fullName ?? ''), longestOrganization),
    summary: marked(shortSummary(paper, summary), marks),
    reason: reasonWords(facts, nameDays),
    votes: `${counted(entry.upvotes, 'upvote')} · ${counted(entry.comments, 'comment')}`,
    links: labelled(paperLinks(listed, webUrl), paper.codeStars),
    answers: answers
      ? [
          { label: 'More like this', url: urls.more(paper.id) },
          { label: 'Not for me', url: urls.less(paper.id) },
        ]
      : [],
  };
}

/** Most papers of most readers have nothing to mark, and looking for it means stemming the whole text. */
function marked(text: string, phrases: readonly string[]): MarkedText {
  if (phrases.length > 0) return markPhrases(text, phrases);
  return text === '' ? [] : [{ text, marked: false }];
}

/** The text without its marks. */
export function unmarked(text: MarkedText): string {
  return text.map(piece => piece.text).join('');
}

function labelled(links: PaperLinks, stars: number | undefined): readonly Link[] {
  return [
    { label: 'Paper', url: links.paper },
    { label: 'arXiv', url: links.arxiv },
    { label: stars === undefined || stars === 0 ? 'Code' : `Code ★ ${counted(stars)}`, url: links.code },
    { label: 'Project', url: links.project },
  ].flatMap(({ label, url }) => (url === undefined ? [] : [{ label, url }]));
}
