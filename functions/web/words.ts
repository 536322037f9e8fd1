import { pendingDays } from '../../shared/subscribers/subscriber.ts';

/** What pages and API say alike. */

/** The same for every state of an address: nobody learns from it who reads. */
export const signedUpAnswer = `If this address can receive mail, a message is on its way to it. Open it within ${pendingDays} days and press the button behind its link.`;

export const addressRefused = 'The mail service does not accept this address. Is it spelled right?';
