import * as z from 'zod';
import type { Preferences, Subscriber } from './subscriber.ts';

/**
 * A slot is one partition of the index: the active readers of one (zone, hour, shard), as `zone#hour#shard`. Shards
 * keep a popular hour from becoming one hot partition, and let fan-out work on it in parallel.
 */
export const shardCount = 4;

export interface Slot {
  readonly zone: string;
  /** Local hour, 0 to 23. */
  readonly hour: number;
  readonly shard: number;
}

/** Every slot whose readers are due at this local hour of the zone. */
export function slotsOfZone(zone: string, hour: number): string[] {
  return Array.from({ length: shardCount }, (_, shard) => formatSlot({ zone, hour, shard }));
}

/** The slot that a reader belongs to while active. */
export function slotOf({ id, preferences }: Pick<Subscriber, 'id' | 'preferences'>): string {
  const shard = Number.parseInt(id.slice(0, 1), 16) % shardCount;
  return formatSlot({ zone: preferences.zone, hour: preferences.hour, shard });
}

/** Reads a slot's key back; throws a ZodError when it is none. */
export function parseSlot(slot: string): Slot {
  const [zone, hour, shard] = slot.split('#');
  return slotSchema.parse({ zone, hour, shard });
}

function formatSlot({ zone, hour, shard }: Slot): string {
  return `${zone}#${hour}#${shard}`;
}

const slotSchema = z.object({
  zone: z.string().min(1),
  hour: z.coerce.number().int().min(0).max(23),
  shard: z.coerce
    .number()
    .int()
    .min(0)
    .max(shardCount - 1),
});

/** The one thing that the index tells of a reader besides the id; weekly readers with their ISO weekday. */
export const slotFrequencySchema = z.enum([
  'daily',
  'weekly-1',
  'weekly-2',
  'weekly-3',
  'weekly-4',
  'weekly-5',
  'weekly-6',
  'weekly-7',
]);
export type SlotFrequency = z.output<typeof slotFrequencySchema>;

export function slotFrequencyOf({ frequency, weekday }: Preferences): SlotFrequency {
  return frequency === 'daily' ? 'daily' : slotFrequencySchema.parse(`weekly-${weekday}`);
}
