import { readableAddress } from '../../../shared/subscribers/address.ts';
import { describePreferences } from '../../../shared/subscribers/describe-preferences.ts';
import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import {
  awaitingConfirmation,
  type Preferences,
  type Subscriber,
} from '../../../shared/subscribers/subscriber.ts';
import type { Confirmation } from '../confirm.ts';
import type { Site } from '../deps.ts';
import { inactive } from '../http/refusals.ts';
import { hourWords, nextWords } from './hour-words.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';
import { messagePage } from './message.ts';
import { refusalParagraphs } from './notices.ts';

/** The page behind a confirmation mail's link: a button, for mail scanners follow links. */
export function confirmPage(site: Site, reader: Subscriber, now: Date): Html {
  if (reader.status === 'active') return confirmedPage(site, { kind: 'already-confirmed', reader }, now);
  const asked = awaitingConfirmation(reader);
  if (asked === undefined) {
    const refusal = inactive(reader);
    return messagePage(site, { title: refusal.title, paragraphs: refusalParagraphs(refusal) });
  }
  const main = html`<section class="narrow-page" aria-labelledby="confirm">
<h1 id="confirm">One press, and you are in</h1>
<p>You will get <strong>${site.name}</strong> at <strong class="address">${readableAddress(reader.email)}</strong>:</p>
<p class="chosen">${describePreferences(asked)}</p>
<p class="quiet">${hourWords(asked, site.settleMinute, now)}</p>
<form method="post" action="/r/${readerKey(reader)}/confirm"><button type="submit">Confirm the subscription</button></form>
${asItWas(reader, asked)}
<p class="quiet">You can change the hour, the number of papers and everything else later, from every mail. If it was not you who signed up, do nothing: no digest will come.</p>
</section>`;
  return layout(site, { title: 'Confirm the subscription', main, kind: 'private' });
}

/** A reader who comes back had chosen something before, and may not have chosen all that the sign-up's form sends. */
function asItWas(reader: Subscriber, asked: Preferences): Html {
  const before = describePreferences(reader.preferences);
  if (before === describePreferences(asked)) return html``;
  return html`<p>Before you left it was: <span class="chosen">${before}</span></p>
<form method="post" action="/r/${readerKey(reader)}/confirm"><button class="second" type="submit" name="choice" value="before">Confirm, and have it as before</button></form>
<p class="quiet">Your rules, if you have any, stay either way.</p>`;
}

/** After the button, or when it was pressed before. */
export function confirmedPage(site: Site, { kind, reader }: Confirmation, now: Date): Html {
  return messagePage(site, {
    title: kind === 'confirmed' ? 'You are subscribed' : 'You are subscribed already',
    paragraphs: [
      html`What you will get: <span class="chosen">${describePreferences(reader.preferences)}</span>`,
      hourWords(reader.preferences, site.settleMinute, now),
      html`<a class="button" href="/r/${readerKey(reader)}/preferences">Your preferences</a>`,
      ...(reader.preferences.rules === undefined ? [wishInvitation(reader)] : []),
      html`${nextWords(reader.preferences, now)} Until then, <a href="/">read the newest list</a>.`,
    ],
    answer: true,
  });
}

/** A new reader has no rules, and does not know that there could be some. */
function wishInvitation(reader: Subscriber): Html {
  return html`These are the day’s trending papers. You can also <a href="/r/${readerKey(reader)}/rules">say which papers you want</a>.`;
}
