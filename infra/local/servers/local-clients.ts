import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { region } from './messaging.ts';

/** The servers here take any keys. */
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

export function createLocalDynamoClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region, credentials });
}

/** With room for as many long polls as there are event sources. */
export function createLocalSqsClient(endpoint: string): SQSClient {
  return new SQSClient({
    endpoint,
    region,
    credentials,
    useQueueUrlAsEndpoint: true,
    requestHandler: { requestTimeout: 30_000, httpAgent: { maxSockets: 200 } },
  });
}
