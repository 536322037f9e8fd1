import type { Site } from '../deps.ts';
import type { Unsubscription } from '../unsubscribe.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { messagePage } from './message.ts';

/** The page behind an unsubscribe link that a person opened. It looks nothing up: the button works for everyone. */
export function unsubscribePage(site: Site, key: string): Html {
  const main = html`<section class="narrow-page" aria-labelledby="unsubscribe">
<h1 id="unsubscribe">Unsubscribe?</h1>
<p>Press the button, and no more mail comes from ${site.name}.</p>
<form method="post" action="/r/${key}/unsubscribe"><button type="submit">Unsubscribe</button></form>
<p class="quiet">Too many, or at the wrong time? You can also <a href="/r/${key}/preferences">get it weekly, get fewer papers, or pause</a>.</p>
</section>`;
  return layout(site, { title: 'Unsubscribe', main, kind: 'private' });
}

export function unsubscribedPage(
  site: Site,
  key: string,
  outcome: Exclude<Unsubscription, 'malformed'>,
): Html {
  return messagePage(site, {
    title: outcome === 'unsubscribed' ? 'You are unsubscribed' : 'Nothing is subscribed under this link',
    paragraphs:
      outcome === 'unsubscribed'
        ? [
            'No more digests will come.',
            html`It was a mistake? <a href="/#sign-up">Sign up again</a>. You want to be forgotten as well? <a href="/r/${key}/delete">Delete my data</a>.`,
          ]
        : ['No mail comes by it. If you still get mail from us, use the link in the latest one.'],
    answer: true,
  });
}
