import { isDeepStrictEqual } from 'node:util';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { MessagingServer } from './servers/messaging.ts';
import { StartUpError } from './start-up-error.ts';
import type { Deployment } from './template/deployment.ts';
import { tableKind } from './template/resources/dynamodb.ts';
import { subscriptionKind, topicKind } from './template/resources/sns.ts';
import { queueKind } from './template/resources/sqs.ts';

/** Creates the tables that are missing. One whose keys or indexes changed cannot be kept, and says so. */
export async function provisionTables(deployment: Deployment, client: DynamoDBClient): Promise<void> {
  for (const { name, properties } of deployment.all(tableKind)) {
    const { Replicas: _thisRegion, ...definition } = properties;
    const existing = await describe(client, name);
    if (existing === undefined) await create(client, { TableName: name, ...definition });
    else if (!matches(existing, definition)) {
      throw new StartUpError(
        `The table ${name} has other keys or indexes than the template wants, and cannot be changed in place. ` +
          'Begin anew with `npm start -- --fresh`; that deletes what is in it.',
      );
    }
  }
}

/** Creates the queues, topics and subscriptions that are missing, and gives the others the template's attributes. */
export function provisionMessaging(deployment: Deployment, messaging: MessagingServer): void {
  for (const { name, properties } of deployment.all(queueKind)) {
    const { RedrivePolicy, ...numbers } = properties;
    const attributes = Object.entries(numbers).filter(([, value]) => value !== undefined);
    messaging.putQueue(name, {
      ...Object.fromEntries(attributes.map(([key, value]) => [key, String(value)])),
      RedrivePolicy: RedrivePolicy === undefined ? '' : JSON.stringify(RedrivePolicy),
    });
  }
  for (const { name } of deployment.all(topicKind)) messaging.putTopic(name);
  for (const { properties } of deployment.all(subscriptionKind)) {
    messaging.putSubscription(properties.TopicArn, properties.Endpoint, {
      RawMessageDelivery: String(properties.RawMessageDelivery),
    });
  }
}

type TableDefinition = Omit<CreateTableCommandInput, 'TableName'>;

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, definition: CreateTableCommandInput): Promise<void> {
  await client.send(new CreateTableCommand(definition));
  while ((await describe(client, definition.TableName ?? ''))?.TableStatus !== 'ACTIVE') {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function matches(existing: TableDescription, definition: TableDefinition): boolean {
  return isDeepStrictEqual(shape(existing), shape(definition));
}

function shape({ KeySchema, GlobalSecondaryIndexes }: TableDefinition | TableDescription) {
  const indexes = (GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema: keys, Projection }) => ({
    IndexName,
    keys,
    type: Projection?.ProjectionType,
    attributes: [...(Projection?.NonKeyAttributes ?? [])].sort(),
  }));
  return {
    KeySchema,
    indexes: indexes.toSorted((a, b) => String(a.IndexName).localeCompare(String(b.IndexName))),
  };
}
