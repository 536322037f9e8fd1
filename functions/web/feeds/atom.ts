import { html } from '../../../shared/digests/html.ts';
import type { Site } from '../deps.ts';
import { type EntryWords, entryWords, tagOf, xmlText } from './entry-words.ts';
import type { Feed } from './feed.ts';

/** Where arXiv's categories are named: the scheme that its own feeds use. */
const arxivScheme = 'http://arxiv.org/schemas/atom';

/** The feed as Atom (RFC 4287). */
export function writeAtom(feed: Feed, { name, webUrl }: Site): string {
  const self = `${webUrl}${feed.path}.atom${feed.query}`;
  const { markup } = html`
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <id>${tagOf(`feed/${feed.name}`, webUrl)}</id>
    <title type="text">${xmlText(feed.title)}</title>
    <subtitle type="text">${xmlText(feed.description)}</subtitle>
    <link rel="self" type="application/atom+xml" href="${self}"/>
    <link rel="alternate" type="text/html" href="${webUrl}${feed.page}"/>
    <updated>${feed.updated}</updated>
    <author><name>${xmlText(name)}</name></author>
    ${feed.entries.map(entry => entryElement(entryWords(entry, webUrl)))}
    </feed>
  `;
  return `<?xml version="1.0" encoding="utf-8"?>\n${markup}\n`;
}

function entryElement(words: EntryWords) {
  return html`
    <entry>
    <id>${words.id}</id>
    <title type="text">${words.title}</title>
    <link rel="alternate" type="text/html" href="${words.url}"/>
    ${words.related.map(({ label, url }) => html`<link rel="related" title="${label}" href="${url}"/>`)}
    <published>${words.published}</published>
    <updated>${words.updated}</updated>
    ${words.authors.map(author => html`<author><name>${author}</name></author>`)}
    ${words.categories.map(term => html`<category scheme="${arxivScheme}" term="${term}"/>`)}
    ${words.keywords.map(term => html`<category term="${term}"/>`)}
    ${words.summary === '' ? [] : html`<summary type="text">${words.summary}</summary>`}
    <content type="html">${words.content}</content>
    </entry>
  `;
}
