import { localDate } from '../platform/calendar.ts';
import { assertNever } from '../platform/never.ts';
import type { Preferences } from './subscriber.ts';
import { zonePlace } from './zones.ts';

/** ISO order: Monday is 1. */
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** What a reader has chosen, as a sentence: `Every day with papers, at 07:00 Berlin time, up to 20 papers.` */
export function describePreferences(preferences: Preferences): string {
  const { hour, zone, maxPapers, quietNote = false } = preferences;
  const papers = maxPapers === 1 ? 'the top paper only' : `up to ${maxPapers} papers`;
  const place = zone === 'UTC' ? 'UTC' : `${zonePlace(zone)} time`;
  const note = quietNote ? ' A short note when there is nothing to send.' : '';
  return `${describeFrequency(preferences)}, at ${hourText(hour)} ${place}, ${papers}.${note}`;
}

function describeFrequency({ frequency, weekday }: Preferences): string {
  switch (frequency) {
    case 'daily':
      return 'Every day with papers';
    case 'weekdays':
      return 'Monday to Friday, when there are papers';
    case 'weekly':
      return `Every ${weekdayName(weekday)}`;
    default:
      return assertNever(frequency);
  }
}

/** Whether no digest goes out now because the reader asked for a pause. */
export function isPaused({ pausedUntil, zone }: Preferences, now: Date): boolean {
  return pausedUntil !== undefined && localDate(now, zone) < pausedUntil;
}

/** A reader's choices without a pause that is over: it is no choice any more, and is refused when it is sent back. */
export function withoutPastPause(preferences: Preferences, now: Date): Preferences {
  if (isPaused(preferences, now)) return preferences;
  const { pausedUntil: _, ...rest } = preferences;
  return rest;
}

function weekdayName(weekday: number): string {
  return weekdayNames[weekday - 1] ?? `day ${weekday}`;
}

/** `7` is `07:00`. */
export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
