import type { Site } from '../deps.ts';
import { signedUpAnswer } from '../words.ts';
import type { Html } from './html.ts';
import { messagePage } from './message.ts';

/** The one answer to a sign-up, whatever was known of the address. */
export function signedUpPage(site: Site): Html {
  return messagePage(site, {
    title: 'Look into your inbox',
    paragraphs: [
      signedUpAnswer,
      'Nothing there after a few minutes? Look among the junk, check the spelling, and try again in an hour. An address from which our mail came back before, or was reported as unwanted, may get none: use another one.',
    ],
    answer: true,
  });
}
