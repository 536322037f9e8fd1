import { type Html, html } from './html.ts';

/** In place of a form whose answers nobody would use. */
export function goneNotice(): Html {
  return html`<p class="notice">This address gets no digests: it was unsubscribed, or mail to it came back. To get digests again, <a href="/#sign-up">sign up again</a>.</p>`;
}

/** `base` is the reader's link without its last part. */
export function pendingNotice(base: string): Html {
  return html`<p class="notice">You have not confirmed your subscription yet. <a href="${base}/confirm">Confirm it</a> to get digests.</p>`;
}
