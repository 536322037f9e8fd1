import { readableAddress } from '../../../shared/subscribers/address.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import { isSubscribed, type Subscriber } from '../../../shared/subscribers/subscriber.ts';
import type { Site } from '../deps.ts';
import { inactive } from '../http/refusals.ts';
import type { Unsubscription } from '../unsubscribe.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { messagePage } from './message.ts';
import { refusalParagraphs } from './notices.ts';
import { resubscribeForm } from './resubscribe.ts';

/**
 * The page behind an unsubscribe link that a person opened. `reader` is absent where the link is not, or not any more, the
 * key of a reader: the button is there all the same.
 */
export function unsubscribePage(site: Site, action: string, reader: Subscriber | undefined): Html {
  if (reader !== undefined && !isSubscribed(reader)) return alreadyPage(site, reader);
  const whose =
    reader === undefined
      ? html``
      : html` to <strong class="address">${readableAddress(reader.email)}</strong>`;
  const main = html`<section class="narrow-page" aria-labelledby="unsubscribe">
<h1 id="unsubscribe">Unsubscribe?</h1>
<p>Press the button, and no more mail comes from ${site.name}${whose}.</p>
<form method="post" action="${action}"><button type="submit">Unsubscribe</button></form>
<p class="quiet">${otherWays(reader)}</p>
</section>`;
  return layout(site, { title: 'Unsubscribe', main, kind: 'private' });
}

function otherWays(reader: Subscriber | undefined): Html {
  return reader === undefined
    ? html`Too many, or at the wrong time? The links at the end of every mail change that.`
    : html`Too many, or at the wrong time? You can also <a href="/r/${readerKey(reader)}/preferences">get it weekly, get fewer papers, or pause</a>.`;
}

function alreadyPage(site: Site, reader: Subscriber): Html {
  if (reader.status === 'unsubscribed')
    return messagePage(site, {
      title: 'You are unsubscribed already',
      paragraphs: [html`No digest comes to ${addressOf(reader)}.`, forgetting(reader), kept],
      form: resubscribeForm(reader, 'Subscribe again, as before'),
    });
  const refusal = inactive(reader);
  return messagePage(site, {
    title: refusal.title,
    paragraphs: [addressOf(reader), ...refusalParagraphs(refusal)],
  });
}

const kept = 'It was a mistake? Your hour, your number of papers and your rules are still here.';

/** After the button. */
export function unsubscribedPage(
  site: Site,
  outcome: Exclude<Unsubscription, 'malformed'>,
  reader: Subscriber | undefined,
): Html {
  if (outcome === 'nobody')
    return messagePage(site, {
      title: 'Nothing is subscribed under this link',
      paragraphs: ['No mail comes by it. If you still get mail from us, use the link in the latest one.'],
      answer: true,
    });
  if (reader === undefined)
    return messagePage(site, {
      title: 'You are unsubscribed',
      paragraphs: [
        'No more digests will come.',
        html`It was a mistake? <a href="/#sign-up">Sign up again</a>.`,
      ],
      answer: true,
    });
  const back = reader.status === 'unsubscribed';
  return messagePage(site, {
    title: 'You are unsubscribed',
    paragraphs: [
      html`No more digests will come to ${addressOf(reader)}.`,
      forgetting(reader),
      ...(back ? [kept] : []),
    ],
    // Who bounced or complained does not come back by a button.
    ...(back && { form: resubscribeForm(reader, 'Undo') }),
    answer: true,
  });
}

function forgetting(reader: Subscriber): Html {
  return html`You want to be forgotten as well? <a href="/r/${readerKey(reader)}/delete">Delete my data</a>.`;
}

function addressOf({ email }: Subscriber): Html {
  return html`<strong class="address">${readableAddress(email)}</strong>`;
}
