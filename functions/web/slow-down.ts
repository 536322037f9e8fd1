import { addDays, localDate } from '../../shared/platform/calendar.ts';
import { withoutPastPause } from '../../shared/subscribers/describe-preferences.ts';
import { fewestPapers, parsePreferences } from '../../shared/subscribers/preferences.ts';
import type { Preferences } from '../../shared/subscribers/subscriber.ts';
import { nextDigest } from './next-digest.ts';

/** The ways to get less mail that every mail links to, as their addresses end. */
export const slowDowns = ['pause-week', 'weekly', 'fewer'] as const;
export type SlowDown = (typeof slowDowns)[number];

/**
 * The preferences after a press of the button; the same object when they are so already. Pressing twice does no more
 * than once: `fewer` goes down to the number that the page named, not to half of whatever is there.
 */
export function slowedDown(
  how: SlowDown,
  preferences: Preferences,
  { now, papers = fewerPapers(preferences) }: { readonly now: Date; readonly papers?: number | undefined },
): Preferences {
  const { frequency, maxPapers } = preferences;
  const changes = {
    'pause-week': weekOff(preferences, now),
    weekly: frequency === 'weekly' ? undefined : { frequency: 'weekly' as const },
    fewer: papers < maxPapers ? { maxPapers: papers } : undefined,
  }[how];
  return changes === undefined ? preferences : { ...preferences, ...changes };
}

/** The one field that each of them changes. */
export const slowedField = {
  'pause-week': 'pausedUntil',
  weekly: 'frequency',
  fewer: 'maxPapers',
} as const satisfies Record<SlowDown, keyof Preferences>;

/** A field as a form carries it; empty where it is absent. */
export function fieldText(preferences: Preferences, how: SlowDown): string {
  return String(preferences[slowedField[how]] ?? '');
}

/**
 * The preferences with that one field as it was before the button; the same object when it is not any more what the button
 * made of it (`from`), or when what it was before (`to`) cannot be chosen now.
 */
export function takenBack(
  how: SlowDown,
  preferences: Preferences,
  { from, to, now }: { readonly from: string; readonly to: string; readonly now: Date },
): Preferences {
  if (fieldText(preferences, how) !== from) return preferences;
  const parsed = parsePreferences({ [slowedField[how]]: to }, now, withoutPastPause(preferences, now));
  return parsed.ok ? parsed.preferences : preferences;
}

/**
 * Seven days of the reader's calendar; of a weekly reader, the next digest and no other, until the one after it. Undefined
 * when a pause lasts as long already.
 */
function weekOff(
  preferences: Preferences,
  now: Date,
): Required<Pick<Preferences, 'pausedUntil'>> | undefined {
  const { pausedUntil, frequency, zone } = preferences;
  if (frequency === 'weekly') {
    const next = nextDigest({ ...preferences, pausedUntil: undefined }, now)?.localDate;
    if (next === undefined) return undefined;
    return pausedUntil === undefined || pausedUntil <= next ? { pausedUntil: addDays(next, 7) } : undefined;
  }
  const inAWeek = addDays(localDate(now, zone), 7);
  return pausedUntil === undefined || pausedUntil < inAWeek ? { pausedUntil: inAWeek } : undefined;
}

export function fewerPapers({ maxPapers }: Pick<Preferences, 'maxPapers'>): number {
  return Math.min(maxPapers, Math.max(fewestPapers, Math.floor(maxPapers / 2)));
}
