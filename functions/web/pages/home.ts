import type { Site } from '../deps.ts';
import { firstPageOf } from '../list-pages.ts';
import type { FrontPage } from '../read-day.ts';
import { dayTime } from './dates.ts';
import { listSize, pageLinks } from './day.ts';
import { dayNotice } from './day-notice.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { paperList } from './paper-card.ts';
import { signUpForm } from './sign-up-form.ts';

/** The newest listing and the sign-up form. */
export function homePage(site: Site, front: FrontPage): Html {
  const main = html`<section class="welcome" id="sign-up" aria-labelledby="welcome">
<div>
<h1 id="welcome">Today’s trending papers, in your inbox.</h1>
<p class="lead">The research papers that people are talking about: one short mail, at the hour you like.</p>
</div>
${signUpForm(site, { fields: {}, problems: {} })}
</section>
${todayNotice(front)}
${newest(front)}`;
  return layout(site, { title: site.name, main, kind: 'archive' });
}

function newest({ newest, previous }: FrontPage): Html {
  if (newest === undefined) {
    return html`<section class="listing" aria-labelledby="listing"><h2 id="listing">No papers yet</h2>
<p>The first list has not been read. It appears here as soon as it is complete.</p></section>`;
  }
  const { record } = newest;
  const list = firstPageOf(newest.papers);
  return html`<section class="listing" aria-labelledby="listing">
<header>
<h2 id="listing">${dayTime(record.day)}</h2>
<p class="quiet">${listSize(list)}</p>
</header>
${paperList(list.papers)}
${pageLinks(record.day, list)}
${previous === undefined ? '' : html`<nav class="days" aria-label="Days"><a rel="prev" href="/days/${previous}"><span aria-hidden="true">← </span>${dayTime(previous)}</a></nav>`}
</section>`;
}

/** Why the newest listing is not today's, when it is not. */
function todayNotice({ today, todayRecord, newest }: FrontPage): Html {
  if (newest?.record.day === today) return html``;
  const notice = dayNotice(today, todayRecord);
  if (notice === undefined) return html``;
  const soFar = todayRecord !== undefined && todayRecord.entryCount > 0;
  return html`<aside class="notice" aria-label="Today">
<p><strong>Today, ${dayTime(today)}:</strong> ${notice}${soFar ? html` <a href="/days/${today}">See it as it is now</a>.` : ''}</p>
</aside>`;
}
