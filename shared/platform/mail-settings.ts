import * as z from 'zod';

/** What every function that sends mail needs from its environment. */
export const mailSettingsShape = {
  /** Where readers reach the web function, without a trailing slash. */
  WEB_URL: z.url(),
  SENDER_NAME: z.string().min(1),
  SENDER_ADDRESS: z.email(),
  /** The operator's postal address for the footer, which some laws require; empty when there is none. */
  POSTAL_ADDRESS: z.string(),
  CONFIGURATION_SET: z.string().min(1),
};
