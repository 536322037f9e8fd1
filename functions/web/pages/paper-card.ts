import { authorLine } from '../../../shared/digests/authors.ts';
import { counted } from '../../../shared/digests/counted.ts';
import { shortSummary } from '../../../shared/digests/summary.ts';
import type { ListedPaper } from '../../../shared/papers/paper.ts';
import { type Html, html } from './html.ts';
import { paperLinkList } from './paper-links.ts';

/** One paper of a listing. */
function paperCard(listed: ListedPaper): Html {
  const { paper, entry, rank } = listed;
  const authors = authorLine(paper);
  const summary = shortSummary(paper);
  return html`<li class="paper">
<span class="rank">${rank}</span>
<article aria-labelledby="paper-${rank}">
<h3 id="paper-${rank}"><a href="/papers/${paper.id}">${paper.title}</a></h3>
<p class="byline">${authors}${paper.organization === undefined ? '' : html`${authors === '' ? '' : ' · '}<span class="organization">${paper.organization.fullName}</span>`}</p>
${summary === '' ? '' : html`<p class="summary">${summary}</p>`}
<div class="facts">
<p>${votes(entry)}${entry.late ? html` · <span class="late">added late</span>` : ''}</p>
${paperLinkList(listed)}
</div>
</article>
</li>
`;
}

/** `181 upvotes · 12 comments` */
export function votes({ upvotes, comments }: { upvotes: number; comments: number }): Html {
  return html`<span class="upvotes"><span aria-hidden="true">▲ </span>${counted(upvotes, 'upvote')}</span> · ${counted(comments, 'comment')}`;
}

/** The papers of a day, best first. */
export function paperList(papers: readonly ListedPaper[]): Html {
  return html`<ol class="papers">
${papers.map(paperCard)}</ol>`;
}
