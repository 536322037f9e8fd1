import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from '../platform/clock.ts';
import { changeIf } from '../platform/dynamo.ts';
import type { SignUpLimit } from './sign-up-limits.ts';

/** The counters of sign-up mails. */
export interface AllowancesStore {
  /** Counts one more; false, uncounted, when the limit is reached. */
  take(limit: SignUpLimit): Promise<boolean>;
  /** Undoes one `take`, for a mail that was not sent after all. */
  giveBack(limit: SignUpLimit): Promise<void>;
}

/** Counters outlive their window by an hour, in case a clock is slow. */
const slackSeconds = 3_600;

/** The counters that the Subscribers table keeps beside the readers. */
export function createAllowancesStore(client: DynamoDBDocumentClient, table: string): AllowancesStore {
  return {
    take({ pk, max, windowEnds }) {
      return changeIf(
        client,
        { TableName: table, Key: { pk } },
        {
          update: 'SET #version = :version, #expiresAt = :expiresAt ADD #used :one',
          condition: 'attribute_not_exists(#used) OR #used < :max',
          values: {
            ':version': 1,
            ':one': 1,
            ':max': max,
            ':expiresAt': epochSeconds(windowEnds) + slackSeconds,
          },
        },
      );
    },

    async giveBack({ pk }) {
      await changeIf(
        client,
        { TableName: table, Key: { pk } },
        {
          update: 'ADD #used :minusOne',
          condition: '#used > :zero',
          values: { ':minusOne': -1, ':zero': 0 },
        },
      );
    },
  };
}
