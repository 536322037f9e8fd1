import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { deliverySchema } from '../../shared/deliveries/delivery.ts';
import { dayRecordSchema, listingEntrySchema } from '../../shared/papers/paper.ts';
import { aliasSchema, snapshotSchema, storedPaperSchema } from '../../shared/papers/stored.ts';
import { parseAddress, subscriberId } from '../../shared/subscribers/address.ts';
import { parseZoneHour, slotFrequencyOf, slotOf } from '../../shared/subscribers/slots.ts';
import { subscriberSchema } from '../../shared/subscribers/subscriber.ts';
import { canonicalZone } from '../../shared/subscribers/zones.ts';
import type { TestDynamo } from '../support/dynamo.ts';

export type Item = Readonly<Record<string, unknown>>;

export async function scan(dynamo: TestDynamo, TableName: string): Promise<Item[]> {
  const items: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await dynamo.client.send(
      new ScanCommand({ TableName, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

const instant = z.iso.datetime();
const runRecord = z.object({
  sk: z.string().regex(/^\d{2}:\d{2}Z$/),
  slices: z.set(z.string()),
  finishedSlices: z.set(z.string()).optional(),
  expiresAt: z.int(),
});
const manifest = z.object({
  digest: deliverySchema.shape.digest,
  subscribers: z.set(subscriberSchema.shape.id),
  expiresAt: z.int(),
});
const counter = z.object({ used: z.int().min(0), expiresAt: z.int() });

/** What an item of a table must be, by its key; the first pattern that fits counts. DATA.md shows one of each. */
const shapes: readonly (readonly [RegExp, z.ZodType])[] = [
  [/^paper#title-[0-9a-f]{16} paper$/, z.union([storedPaperSchema, aliasSchema])],
  [/^paper#\S+ paper$/, storedPaperSchema],
  [/^days \d{4}-\d{2}-\d{2}$/, dayRecordSchema],
  [/^day#\S+ entry#\S+$/, listingEntrySchema.extend({ firstSeenAt: instant })],
  [/^day#\S+ upvotes#\S+$/, snapshotSchema],
  [/^source#arxiv gate$/, z.object({ nextAllowedAt: z.number() })],
  [/^source#arxiv feed#/, z.object({ etag: z.string() })],
  [
    /^source#arxiv announced#/,
    z.object({ categories: z.record(z.string(), z.string()), expiresAt: z.int() }),
  ],
  [/^subscriber#[0-9a-f]{32}$/, subscriberSchema.extend({ signedUpAt: instant, statusChangedAt: instant })],
  [
    /^former-links#[0-9a-f]{32}$/,
    z.object({ tokens: z.set(subscriberSchema.shape.token), expiresAt: z.int().optional() }),
  ],
  [/^limit#/, counter],
  [/^hours$/, z.object({ hours: z.set(z.string()) })],
  [/^reader#[0-9a-f]{32} \S+$/, deliverySchema.extend({ updatedAt: instant, expiresAt: z.int() })],
  [/^runs#\S+ \S+$/, runRecord],
  [/^run#\S+ \S+$/, manifest],
];

/** What is wrong with stored items: each must be whole by its schema, in its place, and agree with the others. */
export function problemsOf(items: readonly Item[]): string[] {
  return items.flatMap(item => {
    const { pk, sk } = item as { readonly pk: string; readonly sk?: string };
    const key = sk === undefined ? pk : `${pk} ${sk}`;
    const shape = shapes.find(([pattern]) => pattern.test(key))?.[1];
    if (shape === undefined) return [`${key}: no such item in DATA.md`];
    if (item['version'] !== 1) return [`${key}: no version`];
    const parsed = shape.safeParse(item);
    if (!parsed.success) return [`${key}: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`];
    return disagreements(item).map(problem => `${key}: ${problem}`);
  });
}

/** What a schema cannot say: that an item is where its own words put it. */
function disagreements(item: Item): string[] {
  const pk = String(item['pk']);
  if (pk.startsWith('subscriber#')) return wrongReader(item);
  if (pk === 'hours') {
    return [...(item['hours'] as Set<string>)].filter(
      hour => canonicalZone(parseZoneHour(hour).zone) === undefined,
    );
  }
  if (pk.startsWith('paper#')) return pk === `paper#${String(item['id'])}` ? [] : ['another id in the item'];
  if (pk.startsWith('reader#')) {
    const own = `reader#${String(item['subscriber'])} ${String(item['digest'])}`;
    return own === `${pk} ${String(item['sk'])}` ? [] : ['another delivery in the item'];
  }
  return [];
}

function wrongReader(item: Item): string[] {
  const reader = subscriberSchema.parse(item);
  const address = parseAddress(reader.email);
  const problems: string[] = [];
  if (!address.ok || address.address.email !== reader.email) problems.push('no address that we accept');
  else if (subscriberId(address.address.key) !== reader.id) problems.push('an id of another address');
  if (canonicalZone(reader.preferences.zone) !== reader.preferences.zone) problems.push('no zone');
  const slot = reader.status === 'active' ? slotOf(reader) : undefined;
  const frequency = reader.status === 'active' ? slotFrequencyOf(reader.preferences) : undefined;
  if (item['slot'] !== slot || item['slotFrequency'] !== frequency) problems.push('in the wrong slot');
  return problems;
}

/** Listing entries whose paper is missing, and days with entries but without a record: an ingest that stopped halfway. */
export function danglingOf(items: readonly Item[]): string[] {
  const keys = new Set(items.map(item => `${String(item['pk'])} ${String(item['sk'])}`));
  return items.flatMap(item => {
    const { day, paperId } = item;
    if (typeof day !== 'string' || typeof paperId !== 'string') return [];
    const missing = [`paper#${paperId} paper`, `days ${day}`].filter(key => !keys.has(key));
    return missing.map(key => `day ${day} lists ${paperId}, and there is no ${key}`);
  });
}
