import * as z from 'zod';
import { rulesSchema } from './rules.ts';

/** `weekdays`: as daily, but on Saturdays and Sundays of the reader's zone nothing is due. */
export const frequencies = ['daily', 'weekdays', 'weekly'] as const;

/** How many papers a digest may carry: the page offers up to this. */
export const mostPapersPerDigest = 50;

/** How long a sign-up waits for its confirmation, and its link works. */
export const pendingDays = 7;

/** What a reader chooses. `weekday` is ISO (1 Monday … 7 Sunday) and matters for weekly digests only. */
export const preferencesSchema = z.object({
  zone: z.string(),
  hour: z.int().min(0).max(23),
  frequency: z.enum(frequencies),
  weekday: z.int().min(1).max(7),
  maxPapers: z.int().min(1).max(mostPapersPerDigest),
  /** Local date of the first digest after a pause; no digest is sent before it. */
  pausedUntil: z.string().optional(),
  /** A short note on days with nothing to send; absent for silence. */
  quietNote: z.boolean().optional(),
  /** What the reader wants to see; absent for the trending list. */
  rules: rulesSchema.optional(),
});
export type Preferences = z.output<typeof preferencesSchema>;

export const defaultPreferences: Preferences = {
  zone: 'UTC',
  hour: 9,
  frequency: 'daily',
  weekday: 1,
  maxPapers: 20,
};

/**
 * `pending`: signed up, not confirmed; the item expires. `active`: gets digests. The rest get none: `unsubscribed`
 * by themselves, `bounced` for good, `complained` to their mailbox provider.
 */
const subscriberStatuses = ['pending', 'active', 'unsubscribed', 'bounced', 'complained'] as const;

/** A sign-up of a reader who gets no digests any more: what it asks for, until it is confirmed or lapses. */
const repeatedSignUpSchema = z.object({
  preferences: preferencesSchema,
  signedUpAt: z.string(),
  /** Seconds since the epoch. Reads leave out one that has lapsed. */
  expiresAt: z.int(),
});

/** A reader. The id is derived from the normalised address (`subscriberId`), so one address has one item. */
export const subscriberSchema = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** As typed, with the domain in ASCII: mail goes to exactly this. */
  email: z.string(),
  status: z.enum(subscriberStatuses),
  preferences: preferencesSchema,
  /** Counts the changes of the preferences: a change replaces exactly what it was made from. Absent before the first. */
  revision: z.int().min(1).optional(),
  /** ISO instant of the last of these changes; absent before the first, and on readers of an earlier version. */
  preferencesChangedAt: z.string().optional(),
  /** Random, 22 base64url characters. With the id it is the reader's link; compared in constant time. */
  token: z.string().regex(/^[\w-]{22}$/),
  signedUpAt: z.string(),
  confirmedAt: z.string().optional(),
  statusChangedAt: z.string(),
  /**
   * Seconds since the epoch, on readers who never confirmed; confirming takes it away. Reads treat an expired item as
   * absent, for TTL deletion is late.
   */
  expiresAt: z.int().optional(),
  /**
   * On readers who unsubscribed, bounced or complained: an unconfirmed sign-up changes nothing of what is known of
   * them, for anybody can sign up any address.
   */
  signedUpAgain: repeatedSignUpSchema.optional(),
  /** On readers whom the operator imported: where their consent is recorded, in the operator's words. */
  consent: z.object({ source: z.string(), recordedAt: z.string(), optInProven: z.boolean() }).optional(),
});
export type Subscriber = z.output<typeof subscriberSchema>;

/**
 * What a reader who signed up again gets once they confirm: the new rhythm, and what a sign-up does not ask for as it
 * was.
 */
export function preferencesAnew(kept: Preferences, asked: Preferences): Preferences {
  const { quietNote, rules } = kept;
  return {
    ...asked,
    ...(quietNote !== undefined && { quietNote }),
    ...(rules !== undefined && { rules }),
  };
}

/** What the reader gets once they confirm; undefined when there is nothing to confirm. */
export function awaitingConfirmation({
  status,
  preferences,
  signedUpAgain,
}: Pick<Subscriber, 'status' | 'preferences' | 'signedUpAgain'>): Preferences | undefined {
  if (status === 'pending') return preferences;
  return signedUpAgain && preferencesAnew(preferences, signedUpAgain.preferences);
}

/** Whether the reader gets digests, or will once they confirm. */
export function isSubscribed({ status }: Pick<Subscriber, 'status'>): boolean {
  return status === 'active' || status === 'pending';
}
