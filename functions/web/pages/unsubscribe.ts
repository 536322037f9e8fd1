import type { Site } from '../deps.ts';
import type { Unsubscription } from '../unsubscribe.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { messagePage } from './message.ts';

/** `/r/<key>`, from which there are other ways than to leave; nothing for a link that only unsubscribes. */
type Base = string | undefined;

/** The page behind an unsubscribe link that a person opened. It looks nothing up: the button works for everyone. */
export function unsubscribePage(site: Site, action: string, base: Base): Html {
  const main = html`<section class="narrow-page" aria-labelledby="unsubscribe">
<h1 id="unsubscribe">Unsubscribe?</h1>
<p>Press the button, and no more mail comes from ${site.name}.</p>
<form method="post" action="${action}"><button type="submit">Unsubscribe</button></form>
<p class="quiet">${otherWays(base)}</p>
</section>`;
  return layout(site, { title: 'Unsubscribe', main, kind: 'private' });
}

function otherWays(base: Base): Html {
  return base === undefined
    ? html`Too many, or at the wrong time? The links at the end of every mail change that.`
    : html`Too many, or at the wrong time? You can also <a href="${base}/preferences">get it weekly, get fewer papers, or pause</a>.`;
}

export function unsubscribedPage(
  site: Site,
  outcome: Exclude<Unsubscription, 'malformed'>,
  base: Base,
): Html {
  return messagePage(site, {
    title: outcome === 'unsubscribed' ? 'You are unsubscribed' : 'Nothing is subscribed under this link',
    paragraphs:
      outcome === 'unsubscribed'
        ? [
            'No more digests will come.',
            html`It was a mistake? <a href="/#sign-up">Sign up again</a>.${base === undefined ? '' : html` You want to be forgotten as well? <a href="${base}/delete">Delete my data</a>.`}`,
          ]
        : ['No mail comes by it. If you still get mail from us, use the link in the latest one.'],
    answer: true,
  });
}
