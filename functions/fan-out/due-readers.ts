import type { DigestKey } from '../../shared/deliveries/digest-key.ts';
import { dailyKey, weeklyKey } from '../../shared/deliveries/due-digest-key.ts';
import { isoWeekday } from '../../shared/platform/calendar.ts';
import type { SlotFrequency } from '../../shared/subscribers/slots.ts';

/** A reader as the slot index knows them. */
export interface SlotReader {
  readonly id: string;
  readonly frequency: SlotFrequency;
}

/** The readers of a slot whose digest is due on a local date, by the digest's key. */
export function dueReaders(readers: readonly SlotReader[], localDate: string): Map<DigestKey, string[]> {
  const weekday = isoWeekday(localDate);
  const due = new Map<DigestKey, string[]>();
  for (const { id, frequency } of readers) {
    const key = dueKey(frequency, localDate, weekday);
    if (key === undefined) continue;
    const ids = due.get(key) ?? [];
    ids.push(id);
    due.set(key, ids);
  }
  return due;
}

/** The digest that is due on the date, which is a `weekday` (ISO); undefined when none is. */
function dueKey(frequency: SlotFrequency, localDate: string, weekday: number): DigestKey | undefined {
  if (frequency === 'daily' || (frequency === 'weekdays' && weekday <= 5)) return dailyKey(localDate);
  return frequency === `weekly-${weekday}` ? weeklyKey(localDate) : undefined;
}
