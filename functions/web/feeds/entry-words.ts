import { authorLine } from '../../../shared/digests/authors.ts';
import { counted } from '../../../shared/digests/counted.ts';
import { type Html, html, nothing } from '../../../shared/digests/html.ts';
import { paperLinks } from '../../../shared/digests/links.ts';
import { plainLine } from '../../../shared/digests/plain-line.ts';
import { shortSummary } from '../../../shared/digests/summary.ts';
import type { FeedEntry } from './feed.ts';

/** All that a feed says of one paper. Texts are plain and hold only characters that XML has. */
export interface EntryWords {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** Elsewhere: arXiv, code, project. */
  readonly related: readonly { readonly label: string; readonly url: string }[];
  readonly published: string;
  readonly updated: string;
  readonly authors: readonly string[];
  /** arXiv's categories. */
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly summary: string;
  /** Reason, authors, summary, votes and links, as HTML. */
  readonly content: string;
}

/** Characters: room for most abstracts' first half. */
const summaryLength = 700;
/** Papers of large collaborations have hundreds. */
const authorsNamed = 20;

export function entryWords({ listed, entered, reason }: FeedEntry, webUrl: string): EntryWords {
  const { paper, entry } = listed;
  const links = paperLinks(listed, webUrl);
  const related = [
    { label: 'arXiv', url: links.arxiv },
    { label: 'Code', url: links.code },
    { label: 'Project', url: links.project },
  ].flatMap(({ label, url }) => (url === undefined ? [] : [{ label, url }]));
  const words = {
    title: xmlText(paper.title),
    url: links.paper,
    related,
    summary: xmlText(shortSummary(paper, summaryLength)),
  };
  return {
    ...words,
    id: tagOf(`paper/${paper.id}`, webUrl),
    published: entry.firstSeenAt,
    updated: entered,
    authors: paper.authors.map(xmlText).filter(notEmpty).slice(0, authorsNamed),
    categories: paper.categories.map(xmlText).filter(notEmpty),
    keywords: paper.keywords.map(xmlText).filter(notEmpty),
    content: contentOf({
      ...words,
      byline: [authorLine(paper), paper.organization?.fullName ?? '']
        .map(xmlText)
        .filter(notEmpty)
        .join(' · '),
      votes: `${counted(entry.upvotes, 'upvote')} · ${counted(entry.comments, 'comment')}`,
      reason: xmlText(reason),
    }).markup,
  };
}

/** An id by RFC 4151 that stays when addresses change. The year is that of this project's first feed. */
export function tagOf(what: string, webUrl: string): string {
  return `tag:${new URL(webUrl).hostname},2026:${what}`;
}

/** One line without what XML 1.0 has no place for: control characters, lone surrogates, noncharacters. */
export function xmlText(text: string): string {
  return plainLine(text.replace(/[\ufffe\uffff]/g, ''));
}

interface ContentWords extends Pick<EntryWords, 'url' | 'related' | 'summary'> {
  readonly byline: string;
  readonly votes: string;
  readonly reason: string;
}

function contentOf({ url, related, summary, byline, votes, reason }: ContentWords): Html {
  const links = [{ label: 'Paper', url }, ...related].map(
    (link, index) => html`${index === 0 ? '' : ' · '}<a href="${link.url}">${link.label}</a>`,
  );
  return html`
    <p>${reason} · ${votes}</p>
    ${byline === '' ? nothing : html`<p>${byline}</p>`}
    ${summary === '' ? nothing : html`<p>${summary}</p>`}
    <p>${links}</p>
  `;
}

function notEmpty(text: string): boolean {
  return text !== '';
}
