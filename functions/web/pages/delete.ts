import { readableAddress } from '../../../shared/subscribers/address.ts';
import { daysAfterErasure } from '../../../shared/subscribers/former-links-store.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import type { Site } from '../deps.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { messagePage } from './message.ts';

export function deletePage(site: Site, reader: Subscriber): Html {
  const base = `/r/${readerKey(reader)}`;
  const main = html`<section class="narrow-page" aria-labelledby="delete">
<h1 id="delete">Delete my data?</h1>
<p>Your address <strong class="address">${readableAddress(reader.email)}</strong>, your preferences and the list of papers you were sent are deleted at once, and no more mail comes. This cannot be undone; the links in your mails stop working, but for the one that unsubscribes: so that it does, should somebody sign this address up again, a code from which nobody can read who you are is kept for ${daysAfterErasure} days.</p>
<form method="post" action="${base}/delete"><button class="danger" type="submit">Delete everything</button></form>
<p class="quiet"><a href="${base}/data" download>Download my data</a> first, or go back to <a href="${base}/preferences">your preferences</a>.</p>
</section>`;
  return layout(site, { title: 'Delete my data', main, kind: 'private' });
}

export function deletedPage(site: Site): Html {
  return messagePage(site, {
    title: 'Your data are deleted',
    paragraphs: ['We do not know you any more, and no more mail comes. Thank you for reading.'],
    answer: true,
  });
}
