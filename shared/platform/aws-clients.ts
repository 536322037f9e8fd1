import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** In milliseconds. A request that takes longer fails: left to itself the SDK only warns, and goes on waiting. */
function givingUpAfter(requestTimeout: number) {
  return { connectionTimeout: Math.min(1_000, requestTimeout), requestTimeout, throwOnRequestTimeout: true };
}

/**
 * The clients, built once per cold start. Region, credentials and (on one machine) endpoints come from the SDK's own
 * environment variables, so nothing here knows where it runs.
 */
export function createDynamoClient(): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    maxAttempts: 5,
    requestHandler: givingUpAfter(3_000),
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

export function createSqsClient(): SQSClient {
  return new SQSClient({
    maxAttempts: 5,
    // The host of a queue's URL differs from the endpoint on one machine; the URL itself is always right.
    useQueueUrlAsEndpoint: true,
    requestHandler: givingUpAfter(5_000),
  });
}

/**
 * One attempt only: SES has no idempotency token, so a repeated call may be a repeated mail. The ledger owns retries.
 * `timeout` is in milliseconds and bounds the whole request.
 */
export function createSesClient(timeout: number): SESClient {
  return new SESClient({
    maxAttempts: 1,
    requestHandler: givingUpAfter(timeout),
  });
}
