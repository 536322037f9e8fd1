import * as z from 'zod';

/** What `fan-out` needs from its environment: exactly these variables. */
export const fanOutSettings = z.object({
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
  SLICES_QUEUE_URL: z.url(),
  DIGESTS_QUEUE_URL: z.url(),
});
