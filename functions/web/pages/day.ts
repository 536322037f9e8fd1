import { counted } from '../../../shared/digests/counted.ts';
import type { Site } from '../deps.ts';
import type { DayPage } from '../read-day.ts';
import { dayTime, fullDayName } from './dates.ts';
import { dayNotice } from './day-notice.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { paperList } from './paper-card.ts';

/** One list day. */
export function dayPage(site: Site, { listing, previous, next }: DayPage): Html {
  const { record, papers } = listing;
  const notice = dayNotice(record.day, record);
  const main = html`<section class="listing" aria-labelledby="listing">
${neighbours('Days', previous, next)}
<header>
<h1 id="listing">${dayTime(record.day)}</h1>
${papers.length === 0 ? '' : html`<p class="quiet">${counted(papers.length, 'paper')}, most upvoted first</p>`}
</header>
${notice === undefined ? '' : html`<p class="notice">${notice}</p>`}
${papers.length === 0 ? '' : html`<h2 class="unseen">Papers</h2>${paperList(papers)}${neighbours('Days, after the list', previous, next)}`}
</section>`;
  return layout(site, { title: `Papers of ${fullDayName(record.day)}`, main, kind: 'archive' });
}

function neighbours(label: string, previous: string | undefined, next: string | undefined): Html {
  if (previous === undefined && next === undefined) return html``;
  return html`<nav class="days" aria-label="${label}">
${previous === undefined ? html`<span></span>` : html`<a rel="prev" href="/days/${previous}"><span aria-hidden="true">← </span>${dayTime(previous)}</a>`}
${next === undefined ? '' : html`<a rel="next" href="/days/${next}">${dayTime(next)}<span aria-hidden="true"> →</span></a>`}
</nav>`;
}
