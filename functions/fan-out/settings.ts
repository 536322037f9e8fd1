import * as z from 'zod';
import { stageSettingShape } from '../../shared/platform/stage-setting.ts';

/** What `fan-out` needs from its environment: exactly these variables. */
export const fanOutSettings = z.object({
  ...stageSettingShape,
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
  SLICES_QUEUE_URL: z.url(),
  DIGESTS_QUEUE_URL: z.url(),
});
