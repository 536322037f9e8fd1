import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { inactive, type Refusal } from '../http/refusals.ts';
import { type Html, html } from './html.ts';

/** In place of a form whose answers nobody would use. */
export function goneNotice(reader: Subscriber): Html {
  const refusal = inactive(reader);
  const sentences = refusalParagraphs(refusal).map(sentence => html` ${sentence}`);
  return html`<p class="notice">${refusal.title}.${sentences}</p>`;
}

export function refusalParagraphs({ detail, signUp }: Refusal): (string | Html)[] {
  return signUp === undefined ? [detail] : [detail, html`<a href="/#sign-up">${signUp}</a>`];
}

/** `base` is the reader's link without its last part. */
export function pendingNotice(base: string): Html {
  return html`<p class="notice">You have not confirmed your subscription yet. <a href="${base}/confirm">Confirm it</a> to get digests.</p>`;
}
