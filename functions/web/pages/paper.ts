import { counted } from '../../../shared/digests/counted.ts';
import type { Paper } from '../../../shared/papers/paper.ts';
import type { Site } from '../deps.ts';
import type { PaperPage } from '../read-paper.ts';
import { dayTime } from './dates.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { votes } from './paper-card.ts';
import { paperLinkList } from './paper-links.ts';

/** So many authors are named at once; the rest unfold. */
const namesAtOnce = 20;

/** One paper with all that is known of it. */
export function paperPage(site: Site, { paper, days, listed }: PaperPage): Html {
  const main = html`<article class="whole-paper">
<header>
<h1>${paper.title}</h1>
${authors(paper)}
${paper.organization === undefined ? '' : html`<p class="organization">${paper.organization.fullName}</p>`}
</header>
${listed === undefined ? '' : html`<div class="facts"><p>${votes(listed.entry)}</p>${paperLinkList(listed)}</div>`}
${paper.summary === undefined || paper.summary === '' ? '' : html`<section aria-labelledby="in-short"><h2 id="in-short">In short</h2><p class="summary">${paper.summary}</p></section>`}
${paper.abstract === '' ? '' : html`<section aria-labelledby="abstract"><h2 id="abstract">Abstract</h2><p class="abstract">${paper.abstract}</p></section>`}
${about(paper, days)}
</article>`;
  return layout(site, { title: paper.title, main, kind: 'archive' });
}

function authors({ authors: names, authorCount }: Paper): Html {
  const unnamed = Math.max(0, authorCount - names.length);
  const first = names.slice(0, namesAtOnce).join(', ');
  const rest = names.slice(namesAtOnce);
  if (first === '')
    return html`${authorCount === 0 ? '' : html`<p class="byline">${counted(authorCount, 'author')}</p>`}`;
  const more = unnamed === 0 ? '' : ` and ${counted(unnamed)} more`;
  if (rest.length === 0) return html`<p class="byline">${first}${more}</p>`;
  return html`<p class="byline">${first}</p>
<details class="more-authors"><summary>and ${counted(rest.length + unnamed)} more</summary><p class="byline">${rest.join(', ')}${more}</p></details>`;
}

function about(paper: Paper, days: readonly string[]): Html {
  const { publishedOn, categories, keywords, codeStars, submitter } = paper;
  const rows: [string, Html | string][] = [
    ...(days.length === 0 ? [] : [['Listed', listedOn(days)] satisfies [string, Html]]),
    ...(publishedOn === undefined ? [] : [['Published', dayTime(publishedOn)] satisfies [string, Html]]),
    ...(submitter === undefined ? [] : [['Suggested by', submitter.fullName] satisfies [string, string]]),
    ...(categories.length === 0 ? [] : [['arXiv', categories.join(', ')] satisfies [string, string]]),
    ...(keywords.length === 0 ? [] : [['Keywords', keywords.join(', ')] satisfies [string, string]]),
    ...(codeStars === undefined ? [] : [['Code', counted(codeStars, 'star')] satisfies [string, string]]),
  ];
  if (rows.length === 0) return html``;
  return html`<dl class="about">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function listedOn(days: readonly string[]): Html {
  return html`${days.map((day, index) => html`${index === 0 ? '' : ', '}<a href="/days/${day}">${dayTime(day)}</a>`)}`;
}
