import { addDays, localDate } from '../../shared/platform/calendar.ts';
import type { Preferences } from '../../shared/subscribers/subscriber.ts';

/** The ways to get less mail that every mail links to, as their addresses end. */
export const slowDowns = ['pause-week', 'weekly', 'fewer'] as const;
export type SlowDown = (typeof slowDowns)[number];

/** Fewer papers are half as many, but not fewer than these; who wants one or two says so on the preferences page. */
export const fewestPapers = 3;

/**
 * The preferences after a press of the button; the same object when they are so already. Pressing twice does no more
 * than once: `fewer` goes down to the number that the page named, not to half of whatever is there.
 */
export function slowedDown(
  how: SlowDown,
  preferences: Preferences,
  { now, papers = fewerPapers(preferences) }: { readonly now: Date; readonly papers?: number | undefined },
): Preferences {
  const { pausedUntil, frequency, maxPapers, zone } = preferences;
  const inAWeek = addDays(localDate(now, zone), 7);
  const changes = {
    'pause-week': pausedUntil === undefined || pausedUntil < inAWeek ? { pausedUntil: inAWeek } : undefined,
    weekly: frequency === 'weekly' ? undefined : { frequency: 'weekly' as const },
    fewer: papers < maxPapers ? { maxPapers: papers } : undefined,
  }[how];
  return changes === undefined ? preferences : { ...preferences, ...changes };
}

export function fewerPapers({ maxPapers }: Pick<Preferences, 'maxPapers'>): number {
  return Math.min(maxPapers, Math.max(fewestPapers, Math.floor(maxPapers / 2)));
}
