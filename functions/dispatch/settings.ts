import * as z from 'zod';

/** What `dispatch` needs from its environment: exactly these variables. */
export const dispatchSettings = z.object({
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
  SLICES_QUEUE_URL: z.url(),
});
