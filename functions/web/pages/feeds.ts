import { counted } from '../../../shared/digests/counted.ts';
import { longestTerm } from '../../../shared/subscribers/rules.ts';
import type { Site } from '../deps.ts';
import type { Feed } from '../feeds/feed.ts';
import { describedBy, problemText } from './fields.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

/** What was searched for: a feed, or what is wrong with the words. */
export type Searched =
  | { readonly q: string; readonly feed: Feed; readonly problem?: undefined }
  | { readonly q: string; readonly feed?: undefined; readonly problem: string };

/** The feeds that there are, and a form that makes one for any word. */
export function feedsPage(site: Site, searched: Searched | undefined): Html {
  const field = { value: searched?.q ?? '', problem: searched?.problem };
  const main = html`<section class="narrow-page" aria-labelledby="feeds">
<h1 id="feeds">Feeds</h1>
<p>The lists for your feed reader, in Atom and in JSON Feed. A feed by your own rules is on the page of your preferences.</p>
<dl class="about">
<div><dt>The newest day</dt><dd>${feedLinks('/feeds/today', '', 'the newest day')}</dd></div>
<div><dt>The week</dt><dd>${feedLinks('/feeds/week', '', 'the week')}</dd></div>
</dl>
<form method="get" action="/feeds">
<div class="field">
<label for="q">A word or phrase</label>
<input id="q" name="q" maxlength="${longestTerm}" required value="${field.value}"${describedBy('q', field, true)}>
<p class="quiet" id="q-hint">Found in titles, keywords and abstracts, in all its forms: “language model” finds “Language Models”.</p>
${problemText('q', field)}
</div>
<div class="buttons"><button type="submit">Make a feed</button></div>
</form>
${searched?.feed === undefined ? '' : found(searched.q, searched.feed)}
</section>`;
  return layout(site, {
    title: searched?.problem === undefined ? 'Feeds' : 'Error: Feeds',
    main,
    kind: 'archive',
  });
}

function found(q: string, { path, query, description, entries }: Feed): Html {
  const titles = entries
    .slice(0, 5)
    .map(({ listed: { paper } }) => html`<li><a href="/papers/${paper.id}">${paper.title}</a></li>`);
  return html`<section role="status" aria-labelledby="found">
<h2 id="found">“${q}”</h2>
<p>${feedLinks(path, query, `“${q}”`)}</p>
<p class="quiet">${description}: ${counted(entries.length, 'paper')} at present${entries.length > titles.length ? ', the newest of them:' : titles.length === 0 ? '.' : ':'}</p>
${titles.length === 0 ? '' : html`<ul>${titles}</ul>`}
</section>`;
}

/** Both formats, told apart for screen readers too. */
export function feedLinks(path: string, query: string, of: string): Html {
  return html`<a href="${path}.atom${query}">Atom<span class="unseen"> feed of ${of}</span></a> · <a href="${path}.json${query}">JSON Feed<span class="unseen"> of ${of}</span></a>`;
}
