import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A DynamoDB of this test file's own: real requests over HTTP to an in-memory dynalite, with the three tables. */
export interface TestDynamo {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly papers: string; readonly subscribers: string; readonly deliveries: string };
  readonly endpoint: string;
  close(): Promise<void>;
}

type CreateDynalite = (options: { createTableMs: number; deleteTableMs: number }) => Server;

/** Starts it on a free port of 127.0.0.1. Call once per test file (`beforeAll`), and `close` it in `afterAll`. */
export async function startDynamo(): Promise<TestDynamo> {
  // dynalite is CommonJS without types.
  const createDynalite = createRequire(import.meta.url)('dynalite') as CreateDynalite;
  const server = createDynalite({ createTableMs: 0, deleteTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const base = new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  for (const table of tableDefinitions) {
    await base.send(new CreateTableCommand(table));
    await untilActive(base, table.TableName);
  }
  return {
    client: DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } }),
    tables: { papers: 'papers', subscribers: 'subscribers', deliveries: 'deliveries' },
    endpoint,
    close: async () => {
      base.destroy();
      server.closeAllConnections();
      await new Promise<void>(resolve => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

/** Even with `createTableMs: 0` a table is not active at once; the SDK's waiter would look only once a second. */
export async function untilActive(client: DynamoDBClient, table: string | undefined): Promise<void> {
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}

/** The same keys and index as infra/stacks/state.ts. */
const tableDefinitions: readonly CreateTableCommandInput[] = [
  {
    TableName: 'papers',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [string('pk'), string('sk')],
    KeySchema: [hash('pk'), range('sk')],
  },
  {
    TableName: 'subscribers',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [string('pk'), string('slot')],
    KeySchema: [hash('pk')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'bySlot',
        KeySchema: [hash('slot'), range('pk')],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['slotFrequency'] },
      },
    ],
  },
  {
    TableName: 'deliveries',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [string('pk'), string('sk')],
    KeySchema: [hash('pk'), range('sk')],
  },
];

function string(name: string) {
  return { AttributeName: name, AttributeType: 'S' } as const;
}

function hash(name: string) {
  return { AttributeName: name, KeyType: 'HASH' } as const;
}

function range(name: string) {
  return { AttributeName: name, KeyType: 'RANGE' } as const;
}
