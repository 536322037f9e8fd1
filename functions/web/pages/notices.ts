import { readerKey } from '../../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { inactive, type Refusal } from '../http/refusals.ts';
import { type Html, html } from './html.ts';
import { resubscribeForm } from './resubscribe.ts';

/** In place of a form whose answers nobody would use. */
export function goneNotice(reader: Subscriber): Html {
  const refusal = inactive(reader);
  if (reader.status === 'unsubscribed')
    return html`<div class="notice"><p>${refusal.title}: it was unsubscribed. What you had chosen is kept.${confirmationWaits(reader)}</p>
${resubscribeForm(reader, 'Subscribe again, as before')}</div>`;
  const sentences = refusalParagraphs(refusal).map(sentence => html` ${sentence}`);
  return html`<p class="notice">${refusal.title}.${sentences}${confirmationWaits(reader)}</p>`;
}

function confirmationWaits(reader: Subscriber): Html {
  if (reader.signedUpAgain === undefined) return html``;
  return html` It was signed up again; <a href="/r/${readerKey(reader)}/confirm">confirm that</a>, and digests come.`;
}

export function refusalParagraphs({ detail, signUp }: Refusal): (string | Html)[] {
  return signUp === undefined ? [detail] : [detail, html`<a href="/#sign-up">${signUp}</a>`];
}

/** `base` is the reader's link without its last part. */
export function pendingNotice(base: string): Html {
  return html`<p class="notice">You have not confirmed your subscription yet. <a href="${base}/confirm">Confirm it</a> to get digests.</p>`;
}
