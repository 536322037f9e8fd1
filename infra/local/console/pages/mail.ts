import { html } from 'hono/html';
import type { OutboxEntry } from '../../servers/ses/outbox.ts';
import type { MailContent } from '../mail-content.ts';
import { type Html, instant } from './layout.ts';

export type MailTab = 'html' | 'text' | 'raw';

/** One mail: how a mail program shows it, as text, or as it was sent. */
export function mailPage(entry: OutboxEntry, content: MailContent, raw: string, tab: MailTab): Html {
  return html`<dl class="facts">
<dt>From</dt><dd>${entry.from}</dd>
<dt>To</dt><dd>${entry.to.join(', ')}</dd>
<dt>Sent</dt><dd>${instant(entry.acceptedAt)}</dd>
<dt>Tags</dt><dd>${tagList(entry)}</dd>
<dt>File</dt><dd><code>${entry.eml}</code></dd>
</dl>
<nav class="tabs" aria-label="Views of this mail">
${tabLink(entry, 'html', 'HTML', tab)} ${tabLink(entry, 'text', 'Text', tab)} ${tabLink(entry, 'raw', 'Raw', tab)}
</nav>
${view(entry, content, raw, tab)}`;
}

function tagList({ tags }: OutboxEntry): string {
  const list = Object.entries(tags).map(([name, value]) => `${name} = ${value}`);
  return list.length > 0 ? list.join(', ') : 'none';
}

function tabLink({ id }: OutboxEntry, tab: MailTab, name: string, current: MailTab): Html {
  return html`<a href="/mails/${id}?view=${tab}"${tab === current ? html` aria-current="page"` : ''}>${name}</a>`;
}

function view({ id }: OutboxEntry, content: MailContent, raw: string, tab: MailTab): Html {
  if (tab === 'raw') return html`<pre class="mail">${raw}</pre>`;
  if (tab === 'text' || content.html === undefined)
    return html`<pre class="mail">${withLinks(content.text)}</pre>`;
  return html`<iframe class="mail" title="The mail’s HTML part" src="/mails/${id}/html"
 sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>`;
}

/** Addresses in a text part can be followed, as in a mail program. */
function withLinks(text: string): readonly (string | Html)[] {
  return text
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((piece, index) =>
      index % 2 === 1 ? html`<a href="${piece}" target="_blank" rel="noreferrer">${piece}</a>` : piece,
    );
}
