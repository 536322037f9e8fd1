import * as z from 'zod';
import { mailSettingsShape } from '../../shared/platform/mail-settings.ts';
import { stageSettingShape } from '../../shared/platform/stage-setting.ts';

/** What `mailer` needs from its environment: exactly these variables. */
export const mailerSettings = z.object({
  ...stageSettingShape,
  PAPERS_TABLE: z.string().min(1),
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
  DIGESTS_QUEUE_URL: z.url(),
  ...mailSettingsShape,
  /** RFC 2919: stable, no reader's data. */
  LIST_ID: z.string().regex(/^[\w-]+(\.[\w-]+)+$/),
  /** How many invocations may send at once; the send rate is shared over them. */
  CONCURRENCY: z.coerce.number().int().min(1),
  /** How long an unanswered SES call may wait for its Send event before the mail is sent again. */
  UNKNOWN_GRACE_SECONDS: z.coerce.number().int().min(1),
  /** How long SES may take to answer; after that the call counts as unanswered. */
  SES_TIMEOUT_SECONDS: z.coerce.number().positive(),
  /** How far apart the clocks of two workers may be: by so much a lease outlives the worker that took it. */
  CLOCK_MARGIN_SECONDS: z.coerce.number().min(0),
  /** While all sending is stopped, one mail in so many seconds finds out whether it still is. */
  PROBE_SECONDS: z.coerce.number().positive(),
  /** The same while the daily quota is used up. */
  QUOTA_PROBE_SECONDS: z.coerce.number().positive(),
  /** The longest wait after mails that SES throttled. */
  LONGEST_BACKOFF_SECONDS: z.coerce.number().positive(),
  /** Share of the daily quota kept for confirmations, in percent. */
  QUOTA_RESERVE_PERCENT: z.coerce.number().min(0).max(90),
});
