import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import { type IndexDefinition, indexWriteUnits } from './index-writes.ts';
import { type Item, itemSchema } from './item-size.ts';
import type { UsageCounter } from './usage.ts';

/** Asks DynamoDB something of our own, uncounted; the headers are those of the client's request. */
export type AskDynamo = (
  action: string,
  headers: IncomingHttpHeaders,
  request: unknown,
) => Promise<Record<string, unknown> | undefined>;

type MeterIndexes = <T>(
  action: string,
  headers: IncomingHttpHeaders,
  request: unknown,
  write: () => Promise<T>,
) => Promise<T>;

interface Table {
  readonly keys: readonly string[];
  readonly indexes: readonly IndexDefinition[];
}

/**
 * Counts what a write costs in the indexes of its table: reads the items before and after. Tables without an index
 * take the write straight away.
 */
export function createIndexMeter(ask: AskDynamo, usage: UsageCounter): MeterIndexes {
  const tables = new Map<string, Promise<Table>>();
  const tableNamed = (name: string, headers: IncomingHttpHeaders) => {
    const known = tables.get(name) ?? ask('DescribeTable', headers, { TableName: name }).then(readTable);
    tables.set(name, known);
    return known;
  };

  return async (action, headers, request, write) => {
    const written: { table: Table; key: Item; name: string }[] = [];
    for (const { name, item } of itemsWritten(action, request)) {
      const table = await tableNamed(name, headers);
      if (table.indexes.length > 0) written.push({ table, name, key: pick(item, table.keys) });
    }
    if (written.length === 0) return write();
    const read = () =>
      Promise.all(
        written.map(async ({ name, key }) => {
          const answer = await ask('GetItem', headers, { TableName: name, Key: key, ConsistentRead: true });
          return itemSchema.safeParse(answer?.['Item']).data;
        }),
      );
    const before = await read();
    const result = await write();
    const after = await read();
    for (const [position, { table }] of written.entries()) {
      for (const index of table.indexes) {
        usage.countUnits({
          write: indexWriteUnits(index, table.keys, before[position], after[position]),
        });
      }
    }
    return result;
  };
}

const keySchema = z.array(z.object({ AttributeName: z.string() }));
const descriptionSchema = z.object({
  Table: z.object({
    KeySchema: keySchema,
    GlobalSecondaryIndexes: z
      .array(
        z.object({
          KeySchema: keySchema,
          Projection: z.object({
            ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
            NonKeyAttributes: z.array(z.string()).default([]),
          }),
        }),
      )
      .default([]),
  }),
});

function readTable(answer: unknown): Table {
  const described = descriptionSchema.safeParse(answer).data?.Table;
  if (described === undefined) return { keys: [], indexes: [] };
  return {
    keys: namesOf(described.KeySchema),
    indexes: described.GlobalSecondaryIndexes.map(({ KeySchema, Projection }) => ({
      keys: namesOf(KeySchema),
      projected: Projection.ProjectionType === 'ALL' ? 'all' : Projection.NonKeyAttributes,
    })),
  };
}

function namesOf(keys: z.output<typeof keySchema>): readonly string[] {
  return keys.map(key => key.AttributeName);
}

const singleWriteSchema = z.object({
  TableName: z.string(),
  Item: itemSchema.optional(),
  Key: itemSchema.optional(),
});
const batchWriteSchema = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.object({
        PutRequest: z.object({ Item: itemSchema }).optional(),
        DeleteRequest: z.object({ Key: itemSchema }).optional(),
      }),
    ),
  ),
});

/** Each item (or key) that a write request names, with its table. */
function itemsWritten(action: string, request: unknown): { name: string; item: Item }[] {
  if (action !== 'BatchWriteItem') {
    const { data } = singleWriteSchema.safeParse(request);
    const item = data?.Item ?? data?.Key;
    return data === undefined || item === undefined ? [] : [{ name: data.TableName, item }];
  }
  const tables = batchWriteSchema.safeParse(request).data?.RequestItems ?? {};
  return Object.entries(tables).flatMap(([name, writes]) =>
    writes.flatMap(({ PutRequest, DeleteRequest }) => {
      const item = PutRequest?.Item ?? DeleteRequest?.Key;
      return item === undefined ? [] : [{ name, item }];
    }),
  );
}

function pick(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
