import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESClient } from '@aws-sdk/client-ses';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Base URLs of services that are not AWS's own. */
export type Endpoints = Readonly<Record<'dynamodb' | 'sqs' | 'sns' | 'ses' | 'lambda', string>>;

export interface Clients {
  readonly dynamo: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  /** For questions. */
  readonly ses: SESClient;
  /** For mails. */
  readonly sendingSes: SESClient;
  readonly lambda: LambdaClient;
  /** For items as DynamoDB itself writes them, in this region or another; the caller's to destroy. */
  readonly tables: (inRegion?: string) => DynamoDBClient;
  close(): void;
}

/** Longer than any function may run: who invokes one waits for its answer. */
const longestInvocation = 6 * 60_000;

/** Region and credentials are the SDK's to find, unless `endpoints` says where else to go. */
export function createClients(region: string | undefined, endpoints?: Endpoints): Clients {
  const at = (service: keyof Endpoints) => ({
    ...(region !== undefined && { region }),
    ...(endpoints !== undefined && {
      endpoint: endpoints[service],
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  });
  const base = new DynamoDBClient(at('dynamodb'));
  const sqs = new SQSClient({ ...at('sqs'), useQueueUrlAsEndpoint: true });
  const sns = new SNSClient(at('sns'));
  // SES answers one question a second; asking again is fine.
  const ses = new SESClient({ ...at('ses'), maxAttempts: 8 });
  // One attempt: a repeated mail may be a second one.
  const sendingSes = new SESClient({ ...at('ses'), maxAttempts: 1 });
  // One attempt here too: an invocation whose answer was lost may have done its work.
  const lambda = new LambdaClient({
    ...at('lambda'),
    maxAttempts: 1,
    requestHandler: { requestTimeout: longestInvocation },
  });
  return {
    dynamo: DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } }),
    sqs,
    sns,
    ses,
    sendingSes,
    lambda,
    tables: inRegion =>
      new DynamoDBClient({ ...at('dynamodb'), ...(inRegion !== undefined && { region: inRegion }) }),
    close() {
      for (const client of [base, sqs, sns, ses, sendingSes, lambda]) client.destroy();
    },
  };
}
