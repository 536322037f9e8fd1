import * as z from 'zod';
import type { Preferences, Subscriber } from './subscriber.ts';

/**
 * A slot is one partition of the index: the active readers of one (zone, hour, shard), as `zone#hour#shard`. Shards
 * keep a popular hour from becoming one hot partition, and let fan-out work on it in parallel.
 */
export const shardCount = 4;

/** A local hour (0 to 23) of an IANA zone at which somebody may be due. */
export interface ZoneHour {
  readonly zone: string;
  readonly hour: number;
}

const zoneHourSchema = z.object({
  zone: z.string().min(1),
  hour: z.coerce.number().int().min(0).max(23),
});

/** `zone#hour`. */
export function formatZoneHour({ zone, hour }: ZoneHour): string {
  return `${zone}#${hour}`;
}

/** Reads it back; throws a ZodError when it is none. */
export function parseZoneHour(text: string): ZoneHour {
  const [zone, hour] = text.split('#');
  return zoneHourSchema.parse({ zone, hour });
}

/** Every slot whose readers are due at this local hour of the zone. */
export function slotsOf(zoneHour: ZoneHour): string[] {
  return Array.from({ length: shardCount }, (_, shard) => formatSlot(zoneHour, shard));
}

/** The slot that a reader belongs to while active. */
export function slotOf({ id, preferences }: Pick<Subscriber, 'id' | 'preferences'>): string {
  return formatSlot(preferences, Number.parseInt(id.slice(0, 1), 16) % shardCount);
}

function formatSlot(zoneHour: ZoneHour, shard: number): string {
  return `${formatZoneHour(zoneHour)}#${shard}`;
}

/** The one thing that the index tells of a reader besides the id; weekly readers with their ISO weekday. */
export const slotFrequencySchema = z.enum([
  'daily',
  'weekdays',
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
  return frequency === 'weekly' ? slotFrequencySchema.parse(`weekly-${weekday}`) : frequency;
}
