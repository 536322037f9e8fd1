import { isDeepStrictEqual } from 'node:util';
import { type Item, itemSize } from './item-size.ts';

/** A global secondary index, as far as writing to its table costs something. */
export interface IndexDefinition {
  readonly keys: readonly string[];
  /** Attributes that the index holds beside the keys of table and index. */
  readonly projected: readonly string[] | 'all';
}

/**
 * Write units that an index takes when an item of its table goes from `before` to `after` (undefined: no such item).
 * dynalite keeps its indexes but does not charge for them; DynamoDB does.
 */
export function indexWriteUnits(
  index: IndexDefinition,
  tableKeys: readonly string[],
  before: Item | undefined,
  after: Item | undefined,
): number {
  const old = entryOf(index, tableKeys, before);
  const now = entryOf(index, tableKeys, after);
  if (old === undefined || now === undefined) return units(old) + units(now);
  if (isDeepStrictEqual(old, now)) return 0;
  const sameKeys = index.keys.every(key => isDeepStrictEqual(old[key], now[key]));
  return sameKeys ? Math.max(units(old), units(now)) : units(old) + units(now);
}

function entryOf(
  index: IndexDefinition,
  tableKeys: readonly string[],
  item: Item | undefined,
): Item | undefined {
  if (item === undefined || !index.keys.every(key => key in item)) return undefined;
  if (index.projected === 'all') return item;
  const kept = new Set([...tableKeys, ...index.keys, ...index.projected]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)));
}

function units(entry: Item | undefined): number {
  return entry === undefined ? 0 : Math.ceil(itemSize(entry) / 1024);
}
