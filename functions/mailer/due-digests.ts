import type { DigestKey } from '../../shared/deliveries/digest-key.ts';
import { dueKey } from '../../shared/deliveries/due-digest-key.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import { dueHours } from '../../shared/subscribers/due-hours.ts';
import { slotFrequencyOf } from '../../shared/subscribers/slots.ts';
import type { Preferences, Subscriber } from '../../shared/subscribers/subscriber.ts';

/** A digest that a reader's preferences ask for. */
export interface DueDigestOf {
  readonly key: DigestKey;
  readonly at: Date;
}

/** The longest time between two digests of one rhythm, with a day to spare for zones that move. */
const longestRhythmDays = 8;

/** What the preferences ask for in `(from, to]`, earliest first. */
export function dueDigests(preferences: Preferences, from: Date, to: Date): readonly DueDigestOf[] {
  const frequency = slotFrequencyOf(preferences);
  return dueHours(preferences.zone, from, to)
    .filter(({ hour }) => hour === preferences.hour)
    .flatMap(({ localDate, at }) => {
      const key = dueKey(frequency, localDate);
      return key === undefined ? [] : [{ key, at }];
    });
}

/** The digest before the one that is due at `dueAt`; undefined for a reader whose first one that is. */
export function previousDigest(
  { preferences, confirmedAt }: Subscriber,
  dueAt: Date,
): DueDigestOf | undefined {
  const earliest = Math.max(
    daysFrom(dueAt, -longestRhythmDays).getTime(),
    Date.parse(confirmedAt ?? '') || 0,
  );
  return dueDigests(preferences, new Date(earliest), new Date(dueAt.getTime() - 1)).at(-1);
}

/** When the first digest since the reader confirmed was due; undefined for one who has not. */
export function firstDueAt({ preferences, confirmedAt }: Subscriber): Date | undefined {
  if (confirmedAt === undefined) return undefined;
  const from = new Date(confirmedAt);
  return dueDigests(preferences, from, daysFrom(from, longestRhythmDays))[0]?.at;
}

function daysFrom(instant: Date, days: number): Date {
  return new Date(`${addDays(instant.toISOString().slice(0, 10), days)}${instant.toISOString().slice(10)}`);
}
