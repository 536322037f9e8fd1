import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Clock, epochSeconds, systemClock } from '../platform/clock.ts';
import type { ReaderLink } from './reader-link.ts';
import { tokensMatch, unsubscribeTokenOf } from './token.ts';

/**
 * Links that were replaced, or whose reader was erased, but stand in mails that people still have: from such a mail one
 * can unsubscribe, and do nothing else. Only what unsubscribes is kept, from which no link can be made again.
 */
export interface FormerLinksStore {
  /** For as long as the reader is there, or, once they were erased, until then. To be called before the link changes. */
  keepRotated(link: ReaderLink): Promise<void>;
  /** This link and the ones before it, for `daysAfterErasure`. To be called before the reader goes. */
  keepErased(link: ReaderLink): Promise<void>;
  /** Whether this unsubscribes whoever has the id now. Strongly consistent. */
  has(id: string, unsubscribeToken: string): Promise<boolean>;
}

/** Mails must be good for unsubscribing for 30 days (CAN-SPAM), and people clear their mailboxes late. */
export const daysAfterErasure = 60;

const formerLinksSchema = z.object({ tokens: z.set(z.string()), expiresAt: z.int().optional() });
const itemKey = (id: string) => ({ pk: `former-links#${id}` });

export function createFormerLinksStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock = systemClock,
): FormerLinksStore {
  const add = async ({ id, token }: ReaderLink, until: Readonly<Record<string, number>>): Promise<void> => {
    const expiry = Object.keys(until).length === 0 ? ' REMOVE expiresAt' : ', expiresAt = :expiresAt';
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: itemKey(id),
        UpdateExpression: `SET #version = :version${expiry} ADD #tokens :tokens`,
        ExpressionAttributeNames: { '#version': 'version', '#tokens': 'tokens' },
        ExpressionAttributeValues: {
          ...until,
          ':version': 1,
          ':tokens': new Set([unsubscribeTokenOf(token)]),
        },
      }),
    );
  };
  return {
    keepRotated: link => add(link, {}),
    keepErased: link => add(link, { ':expiresAt': epochSeconds(clock()) + daysAfterErasure * 86_400 }),
    async has(id, unsubscribeToken) {
      const answer = await client.send(
        new GetCommand({ TableName: table, Key: itemKey(id), ConsistentRead: true }),
      );
      const kept = answer.Item === undefined ? undefined : formerLinksSchema.parse(answer.Item);
      const expired = kept?.expiresAt !== undefined && kept.expiresAt <= epochSeconds(clock());
      const tokens = kept === undefined || expired ? [] : [...kept.tokens];
      return tokens.some(each => tokensMatch(unsubscribeToken, each));
    },
  };
}
