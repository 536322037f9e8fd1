import type { Site } from '../deps.ts';
import { signedUpAnswer } from '../words.ts';
import { type Html, html } from './html.ts';
import { messagePage } from './message.ts';

interface Addresses {
  /** As it was typed, so that a slip shows. */
  readonly typed: string;
  /** Who the mail comes from. */
  readonly sender: string;
}

/** The one answer to a sign-up, whatever was known of the address. */
export function signedUpPage(site: Site, { typed, sender }: Addresses): Html {
  return messagePage(site, {
    title: 'Look into your inbox',
    paragraphs: [
      html`You typed <strong class="address">${typed}</strong>.`,
      signedUpAnswer,
      html`Nothing there after a few minutes? Look among the junk for a mail from <span class="address">${sender}</span>, check the spelling above, and try again in an hour. An address from which our mail came back before, or was reported as unwanted, may get none: use another one.`,
    ],
    answer: true,
  });
}
