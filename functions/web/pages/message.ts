import type { Site } from '../deps.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

export interface Message {
  readonly title: string;
  readonly paragraphs: readonly (string | Html)[];
  /** Below them. */
  readonly form?: Html;
  /** Announced by screen readers at once: it answers what the person just did. */
  readonly answer?: boolean;
}

/** A page that says one thing. */
export function messagePage(site: Site, { title, paragraphs, form, answer = false }: Message): Html {
  const main = html`<section class="message"${answer ? html` role="status"` : ''}>
<h1>${title}</h1>
${paragraphs.map(paragraph => html`<p>${paragraph}</p>`)}
${form ?? ''}
</section>`;
  return layout(site, { title, main, kind: 'private' });
}
