import { counted } from '../../../shared/digests/counted.ts';
import type { Site } from '../deps.ts';
import type { ListPage } from '../list-pages.ts';
import type { DayPage } from '../read-day.ts';
import { dayTime, fullDayName } from './dates.ts';
import { dayNotice } from './day-notice.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { paperList } from './paper-card.ts';

/** One list day. */
export function dayPage(site: Site, { listing, previous, next }: DayPage, list: ListPage): Html {
  const { record } = listing;
  const { papers, total } = list;
  const notice = dayNotice(record.day, record);
  const main = html`<section class="listing" aria-labelledby="listing">
${neighbours('Days', previous, next)}
<header>
<h1 id="listing">${dayTime(record.day)}</h1>
${total === 0 ? '' : html`<p class="quiet">${listSize(list)}</p>`}
</header>
${notice === undefined ? '' : html`<p class="notice">${notice}</p>`}
${papers.length === 0 ? '' : html`<h2 class="unseen">Papers</h2>${paperList(papers)}${pageLinks(record.day, list)}${neighbours('Days, after the list', previous, next)}`}
</section>`;
  return layout(site, { title: `Papers of ${fullDayName(record.day)}`, main, kind: 'archive' });
}

/** `900 papers, most upvoted first: 201 to 400` */
export function listSize({ papers, pages, total }: ListPage): string {
  const [first, last] = [papers.at(0)?.rank ?? 0, papers.at(-1)?.rank ?? 0];
  const part = pages === 1 ? '' : `: ${first} to ${last}`;
  return `${counted(total, 'paper')}, most upvoted first${part}`;
}

/** Nothing for a list that is on one page. */
export function pageLinks(day: string, { page, pages }: ListPage): Html {
  if (pages === 1) return html``;
  const link = (to: number, words: string) => html`<a href="/days/${day}?page=${to}">${words}</a>`;
  return html`<nav class="days" aria-label="Pages of the list">
${page === 1 ? html`<span></span>` : link(page - 1, 'More upvoted')}
${page === pages ? '' : link(page + 1, 'Less upvoted')}
</nav>`;
}

function neighbours(label: string, previous: string | undefined, next: string | undefined): Html {
  if (previous === undefined && next === undefined) return html``;
  return html`<nav class="days" aria-label="${label}">
${previous === undefined ? html`<span></span>` : html`<a rel="prev" href="/days/${previous}"><span aria-hidden="true">← </span>${dayTime(previous)}</a>`}
${next === undefined ? '' : html`<a rel="next" href="/days/${next}">${dayTime(next)}<span aria-hidden="true"> →</span></a>`}
</nav>`;
}
