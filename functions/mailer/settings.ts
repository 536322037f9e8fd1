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
  /** Share of the daily quota kept for confirmations, in percent. */
  QUOTA_RESERVE_PERCENT: z.coerce.number().min(0).max(90),
});
