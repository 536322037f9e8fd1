import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { TestDynamo } from '../support/dynamo.ts';
import { type Item, scan } from './stored-items.ts';

interface StoredItem {
  readonly table: string;
  readonly item: Item;
}

interface State {
  readonly stored: readonly StoredItem[];
  readonly items: readonly Item[];
}

/** The readers and their deliveries as every input finds them, whatever the input before it did. */
interface KeptState {
  read(): Promise<State>;
  /** Whether the items differ from the kept ones: all of them, or those of one reader. */
  changed(now: State, readerId?: string): boolean;
  restore(now: State): Promise<void>;
}

/** Keeps what is stored now. */
export async function keepState(dynamo: TestDynamo): Promise<KeptState> {
  const read = async (): Promise<State> => {
    const tables = [dynamo.tables.subscribers, dynamo.tables.deliveries];
    const perTable = await Promise.all(
      tables.map(async table => (await scan(dynamo, table)).map(item => ({ table, item }))),
    );
    const stored = perTable.flat();
    return { stored, items: stored.map(({ item }) => item) };
  };
  const kept = await read();
  const changed = (now: State, readerId?: string) => text(now, readerId) !== text(kept, readerId);
  return {
    read,
    changed,
    restore: async now => {
      if (!changed(now)) return;
      const known = new Set(kept.stored.map(keyOf));
      for (const each of now.stored) {
        if (known.has(keyOf(each))) continue;
        const { pk, sk } = each.item;
        const Key = sk === undefined ? { pk } : { pk, sk };
        await dynamo.client.send(new DeleteCommand({ TableName: each.table, Key }));
      }
      for (const { table, item } of kept.stored)
        await dynamo.client.send(new PutCommand({ TableName: table, Item: item }));
    },
  };
}

function keyOf({ table, item }: StoredItem): string {
  return JSON.stringify([table, item['pk'], item['sk']]);
}

function text({ items }: State, readerId = ''): string {
  return items
    .filter(item => String(item['pk']).endsWith(readerId))
    .map(item =>
      JSON.stringify(item, (_, value: unknown) => (value instanceof Set ? [...value].sort() : value)),
    )
    .sort()
    .join('\n');
}
