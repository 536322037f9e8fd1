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
  const today = `weekly-${isoWeekday(localDate)}`;
  const due = new Map<DigestKey, string[]>();
  for (const { id, frequency } of readers) {
    if (frequency !== 'daily' && frequency !== today) continue;
    const key = frequency === 'daily' ? dailyKey(localDate) : weeklyKey(localDate);
    const ids = due.get(key) ?? [];
    ids.push(id);
    due.set(key, ids);
  }
  return due;
}
