import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { assertNever } from '../../../shared/platform/never.ts';
import { pendingDays, type Subscriber } from '../../../shared/subscribers/subscriber.ts';

/** A request that is not fulfilled, in words for whoever made it. */
export interface Refusal {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly detail: string;
  /** What is wrong with single fields. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly retryAfterSeconds?: number;
  /** What the page's link to the sign-up says; without one there is no link. */
  readonly signUp?: string;
}

export const refusals = {
  noSuchPage: {
    status: 404,
    title: 'There is no such page',
    detail: 'There is no page at this address. Is it typed right?',
  },
  noSuchDay: {
    status: 404,
    title: 'There is no list for this day',
    detail: 'Lists come on working days, and this site may not have read the one of this day.',
  },
  noSuchReader: {
    status: 404,
    title: 'This link does not work',
    detail:
      'Either part of it got lost on the way (mail programs sometimes break long links), or what it led to is deleted. The links in your latest mail are the ones to use.',
  },
  noSuchConfirmation: {
    status: 404,
    title: 'This link has lapsed',
    detail: `A confirmation link works for ${pendingDays} days, and only as a whole: mail programs sometimes break long links. Sign up again, and a new one comes at once.`,
    signUp: 'Sign up again',
  },
  tooLarge: {
    status: 413,
    title: 'That was too much',
    detail: 'The request is larger than anything this site has a use for.',
  },
  notSent: {
    status: 503,
    title: 'The mail could not be sent just now',
    detail: 'Nothing was lost. Please try again in a few minutes.',
    retryAfterSeconds: 300,
  },
  broken: {
    status: 500,
    title: 'Something went wrong here',
    detail: 'It is our fault, and it has been noted. Please try again in a moment.',
  },
} as const satisfies Record<string, Refusal>;

/** For a reader who gets no digests; says so to nobody but who holds their link. */
export function inactive({ status }: Pick<Subscriber, 'status'>): Refusal {
  return { status: 409, title: 'This address gets no digests', ...whyInactive(status) };
}

/**
 * SES does not mail to an address that bounced or complained, a confirmation neither, until the operator takes it off its
 * list (RUNBOOK: Let an address be mailed again). So whoever signs it up again would wait for nothing.
 */
function whyInactive(status: Subscriber['status']): Pick<Refusal, 'detail' | 'signUp'> {
  const blocked =
    'As long as it is on the list of addresses that our mail service does not write to, signing it up again brings no mail. Whoever runs this site can take it off. Or sign up with another address.';
  switch (status) {
    case 'bounced':
      return { detail: `Mail to it came back for good. ${blocked}`, signUp: 'Sign up with another address' };
    case 'complained':
      return {
        detail: `Its mailbox provider told us that a digest was reported as unwanted mail. ${blocked}`,
        signUp: 'Sign up with another address',
      };
    case 'unsubscribed':
    case 'pending':
    case 'active':
      return { detail: 'It was unsubscribed. To get digests again, sign up again.', signUp: 'Sign up again' };
    default:
      return assertNever(status);
  }
}

export function tooMany(retryAfterSeconds: number): Refusal {
  return {
    status: 429,
    title: 'Too many sign-ups just now',
    detail: `Please try again in ${waitInWords(retryAfterSeconds)}.`,
    retryAfterSeconds,
  };
}

export function cannotSearch(problem: string): Refusal {
  return {
    status: 400,
    title: 'There is no feed of this',
    detail: `${problem} It goes into q, as in ?q=diffusion.`,
  };
}

export function notValid(errors: Readonly<Record<string, string>>): Refusal {
  return {
    status: 422,
    title: 'Some of the values are not right',
    detail: 'See errors, by field.',
    errors,
  };
}

function waitInWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
