import { dueKey } from '../../shared/deliveries/due-digest-key.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import { type DueHour, dueHours } from '../../shared/subscribers/due-hours.ts';
import { slotFrequencyOf } from '../../shared/subscribers/slots.ts';
import type { Preferences } from '../../shared/subscribers/subscriber.ts';

/** In milliseconds: a week, and the two days that a zone's calendar may be apart from UTC's. */
const longestWait = 9 * 86_400_000;

/**
 * When a reader's next digest is due, after a pause if there is one; whether anything will be in it is not known yet.
 * Undefined for preferences under which none ever is.
 */
export function nextDigest(preferences: Preferences, now: Date): DueHour | undefined {
  const { zone, hour, pausedUntil } = preferences;
  const paused = pausedUntil === undefined ? 0 : Date.parse(addDays(pausedUntil, -2));
  const from = new Date(Math.max(now.getTime(), paused));
  const frequency = slotFrequencyOf(preferences);
  return dueHours(zone, from, new Date(from.getTime() + longestWait)).find(
    due =>
      due.hour === hour &&
      dueKey(frequency, due.localDate) !== undefined &&
      (pausedUntil === undefined || due.localDate >= pausedUntil),
  );
}
