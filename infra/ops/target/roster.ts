import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from '../../../shared/platform/clock.ts';
import { wroteIf } from '../../../shared/platform/dynamo.ts';
import { type Subscriber, subscriberSchema } from '../../../shared/subscribers/subscriber.ts';

/** What only an operator does with readers: going through all of them, and what they cannot do for themselves. */
export interface Roster {
  /** Every reader, in no order, a page at a time. Reads the whole table; expired sign-ups are left out. */
  pages(now: Date): AsyncIterable<readonly Subscriber[]>;
  /** Puts a new token in place of the old: false when the reader is gone or has another token already. */
  replaceToken(reader: Subscriber, token: string): Promise<boolean>;
  /** Notes where an imported reader's consent is recorded: false when the reader is gone. */
  recordConsent(id: string, consent: NonNullable<Subscriber['consent']>): Promise<boolean>;
}

const key = (id: string) => ({ pk: `subscriber#${id}` });

export function createRoster(client: DynamoDBDocumentClient, table: string): Roster {
  async function* pages(now: Date): AsyncIterable<readonly Subscriber[]> {
    let start: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({
          TableName: table,
          FilterExpression:
            'begins_with(pk, :readers) AND (attribute_not_exists(expiresAt) OR expiresAt > :now)',
          ExpressionAttributeValues: { ':readers': 'subscriber#', ':now': epochSeconds(now) },
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      yield (page.Items ?? []).map(item => subscriberSchema.parse(item));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
  }

  return {
    pages,
    replaceToken({ id, token: old }, token) {
      return wroteIf(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: key(id),
            UpdateExpression: 'SET #token = :token',
            ConditionExpression: '#token = :old',
            ExpressionAttributeNames: { '#token': 'token' },
            ExpressionAttributeValues: { ':token': token, ':old': old },
          }),
        ),
      );
    },
    recordConsent(id, consent) {
      return wroteIf(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: key(id),
            UpdateExpression: 'SET consent = :consent',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':consent': consent },
          }),
        ),
      );
    },
  };
}
