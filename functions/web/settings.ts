import * as z from 'zod';
import { mailSettingsShape } from '../../shared/platform/mail-settings.ts';
import { stageSettingShape } from '../../shared/platform/stage-setting.ts';

/** What `web` needs from its environment: exactly these variables. */
export const webSettings = z.object({
  ...stageSettingShape,
  PAPERS_TABLE: z.string().min(1),
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
  ...mailSettingsShape,
  /** When a list day settles if all goes well, in minutes after its midnight (UTC). */
  SETTLE_MINUTE: z.coerce.number().int().min(0),
  SIGN_UPS_PER_CLIENT_PER_HOUR: z.coerce.number().int().min(1),
  SIGN_UPS_PER_HOUR: z.coerce.number().int().min(1),
});
