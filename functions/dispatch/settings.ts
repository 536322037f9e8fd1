import * as z from 'zod';
import { stageSettingShape } from '../../shared/platform/stage-setting.ts';

/** What `dispatch` needs from its environment: exactly these variables. */
export const dispatchSettings = z.object({
  ...stageSettingShape,
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
  SLICES_QUEUE_URL: z.url(),
});
