import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A request that is not fulfilled, in words for whoever made it. */
export interface Refusal {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly detail: string;
  /** What is wrong with single fields. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly retryAfterSeconds?: number;
}

export const refusals = {
  noSuchPage: {
    status: 404,
    title: 'There is no such page',
    detail: 'The address may be mistyped, or the page may never have been.',
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
  tooLarge: {
    status: 413,
    title: 'That was too much',
    detail: 'The request is larger than anything this site has a use for.',
  },
  inactive: {
    status: 409,
    title: 'This address gets no digests',
    detail: 'It was unsubscribed, or mail to it came back. To get digests again, sign up again.',
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
