import { describePreferences } from '../../../shared/subscribers/describe-preferences.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import type { Site } from '../deps.ts';
import type { Resubscription } from '../resubscribe.ts';
import { type Html, html } from './html.ts';
import { messagePage } from './message.ts';

/** A button that takes the unsubscribing back. */
export function resubscribeForm(reader: Subscriber, label: string): Html {
  return html`<form method="post" action="/r/${readerKey(reader)}/resubscribe"><button class="second" type="submit">${label}</button></form>`;
}

/** After that button. */
export function resubscribedPage(
  site: Site,
  { kind, reader }: Resubscription & { readonly kind: 'resubscribed' | 'active' },
): Html {
  return messagePage(site, {
    title: kind === 'resubscribed' ? 'You are subscribed again' : 'You are subscribed already',
    paragraphs: [
      html`Everything is as it was: <span class="chosen">${describePreferences(reader.preferences)}</span>`,
      html`<a class="button" href="/r/${readerKey(reader)}/preferences">Your preferences</a>`,
    ],
    answer: true,
  });
}
