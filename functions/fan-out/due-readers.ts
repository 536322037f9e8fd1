import type { DigestKey } from '../../shared/deliveries/digest-key.ts';
import { dueKey } from '../../shared/deliveries/due-digest-key.ts';
import type { SlotFrequency } from '../../shared/subscribers/slots.ts';

/** A reader as the slot index knows them. */
export interface SlotReader {
  readonly id: string;
  readonly frequency: SlotFrequency;
}

/** The readers of a slot whose digest is due on a local date, by the digest's key. */
export function dueReaders(readers: readonly SlotReader[], localDate: string): Map<DigestKey, string[]> {
  const due = new Map<DigestKey, string[]>();
  for (const { id, frequency } of readers) {
    const key = dueKey(frequency, localDate);
    if (key === undefined) continue;
    const ids = due.get(key) ?? [];
    ids.push(id);
    due.set(key, ids);
  }
  return due;
}
