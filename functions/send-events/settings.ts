import * as z from 'zod';
import { stageSettingShape } from '../../shared/platform/stage-setting.ts';

/** What `send-events` needs from its environment: exactly these variables. */
export const sendEventsSettings = z.object({
  ...stageSettingShape,
  DELIVERIES_TABLE: z.string().min(1),
  FEEDBACK_QUEUE_URL: z.url(),
});
