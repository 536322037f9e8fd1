import * as z from 'zod';

/** What `feedback` needs from its environment: exactly these variables. */
export const feedbackSettings = z.object({
  SUBSCRIBERS_TABLE: z.string().min(1),
  DELIVERIES_TABLE: z.string().min(1),
});
