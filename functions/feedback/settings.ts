import * as z from 'zod';
import { stageSettingShape } from '../../shared/platform/stage-setting.ts';

/** What `feedback` needs from its environment: exactly these variables. */
export const feedbackSettings = z.object({
  ...stageSettingShape,
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
});
