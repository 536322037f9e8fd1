import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { LocalSystem } from '../local/local-system.ts';
import { type Item, itemSchema, itemSize } from '../local/servers/item-size.ts';
import { createLocalDynamoClient } from '../local/servers/local-clients.ts';

/** What DynamoDB adds to every item that it stores, in bytes. */
const itemOverhead = 100;

/** How many bytes a ledger line and a reader (without the index) take, as storage is charged. */
export async function averageItemSizes(
  system: Pick<LocalSystem, 'dynamoUrl' | 'environmentOf'>,
): Promise<{ ledgerLineBytes: number; subscriberBytes: number }> {
  const client = createLocalDynamoClient(system.dynamoUrl);
  const average = async (table: string, prefix: string) => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
    const items = Items.map((item): Item => itemSchema.parse(item)).filter(
      ({ pk }) => pk !== undefined && 'S' in pk && pk.S.startsWith(prefix),
    );
    return items.reduce((total, item) => total + itemSize(item) + itemOverhead, 0) / items.length;
  };
  const { SUBSCRIBERS_TABLE: subscribers = '' } = system.environmentOf('Web');
  const { DELIVERIES_TABLE: deliveries = '' } = system.environmentOf('Mailer');
  try {
    return {
      ledgerLineBytes: await average(deliveries, 'reader#'),
      subscriberBytes: await average(subscribers, 'subscriber#'),
    };
  } finally {
    client.destroy();
  }
}
