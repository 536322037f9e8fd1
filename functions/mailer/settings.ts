import * as z from 'zod';

/** What `mailer` needs from its environment: exactly these variables. */
export const mailerSettings = z.object({
  PAPERS_TABLE: z.string().min(1),
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
  DIGESTS_QUEUE_URL: z.url(),
  /** Where readers reach the web function, without a trailing slash. */
  WEB_URL: z.url(),
  SENDER_NAME: z.string().min(1),
  SENDER_ADDRESS: z.email(),
  /** RFC 2919: stable, no reader's data. */
  LIST_ID: z.string().regex(/^[\w-]+(\.[\w-]+)+$/),
  /** The operator's postal address for the footer, which some laws require; empty when there is none. */
  POSTAL_ADDRESS: z.string(),
  CONFIGURATION_SET: z.string().min(1),
  /** How many invocations may send at once; the send rate is shared over them. */
  CONCURRENCY: z.coerce.number().int().min(1),
  /** How long an unanswered SES call may wait for its Send event before the mail is sent again. */
  UNKNOWN_GRACE_SECONDS: z.coerce.number().int().min(1),
  /** Share of the daily quota kept for confirmations, in percent. */
  QUOTA_RESERVE_PERCENT: z.coerce.number().min(0).max(90),
});
