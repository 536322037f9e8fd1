import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { wroteIf } from '../platform/dynamo.ts';

/**
 * The breaker stands between the mailer and SES. It opens when SES says something that concerns every mail alike, so
 * that jobs wait instead of failing one by one, and closes when a probe, one real mail, is accepted. `held` is a
 * person's doing: nothing is probed, and only a person lets mail go again.
 */
export type Breaker =
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly reason: string; readonly since: Date; readonly probeAt: Date }
  | { readonly state: 'held'; readonly reason: string; readonly since: Date };

export interface BreakerStore {
  read(): Promise<Breaker>;
  /**
   * Opens it, or keeps it open and puts the next probe off. `since` stays that of the first opening. Changes nothing
   * while a person holds it.
   */
  open(reason: string, now: Date, probeAt: Date): Promise<void>;
  /** Lets exactly one caller probe: true for the one that moved `probeAt` on to `nextProbeAt`. */
  claimProbe(now: Date, nextProbeAt: Date): Promise<boolean>;
  /** Closes an open one. Changes nothing while a person holds it. */
  close(): Promise<void>;
  /** Holds it for a person, whatever its state; holding it again only tells a new reason. */
  hold(reason: string, now: Date): Promise<void>;
  /** Ends a hold and closes it: true if it was held. What SES still minds, the next mail finds out. */
  release(): Promise<boolean>;
}

const key = { pk: 'breaker', sk: 'sending' };
const breakerSchema = z.object({
  state: z.enum(['open', 'closed', 'held']),
  reason: z.string().optional(),
  since: z.iso.datetime().optional(),
  probeAt: z.iso.datetime().optional(),
});

export function createBreakerStore(client: DynamoDBDocumentClient, table: string): BreakerStore {
  return {
    async read() {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: key, ConsistentRead: true }),
      );
      if (Item === undefined) return { state: 'closed' };
      const { state, reason = '', since, probeAt } = breakerSchema.parse(Item);
      if (state === 'closed') return { state };
      const known = { reason, since: new Date(since ?? 0) };
      return state === 'held' ? { state, ...known } : { state, ...known, probeAt: new Date(probeAt ?? 0) };
    },
    async open(reason, now, probeAt) {
      const wasClosed = await wroteIf(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: key,
            UpdateExpression:
              'SET #state = :open, reason = :reason, since = :now, probeAt = :probeAt, version = :version',
            ConditionExpression: 'attribute_not_exists(pk) OR #state = :closed',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':open': 'open',
              ':closed': 'closed',
              ':reason': reason,
              ':now': now.toISOString(),
              ':probeAt': probeAt.toISOString(),
              ':version': 1,
            },
          }),
        ),
      );
      if (wasClosed) return;
      await wroteIf(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: key,
            UpdateExpression: 'SET reason = :reason, probeAt = :probeAt',
            ConditionExpression: '#state = :open',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':open': 'open',
              ':reason': reason,
              ':probeAt': probeAt.toISOString(),
            },
          }),
        ),
      );
    },
    claimProbe(now, nextProbeAt) {
      return wroteIf(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: key,
            UpdateExpression: 'SET probeAt = :next',
            ConditionExpression: '#state = :open AND probeAt <= :now',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: {
              ':open': 'open',
              ':now': now.toISOString(),
              ':next': nextProbeAt.toISOString(),
            },
          }),
        ),
      );
    },
    async close() {
      await wroteIf(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: key,
            UpdateExpression: 'SET #state = :closed',
            ConditionExpression: '#state = :open',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':closed': 'closed', ':open': 'open' },
          }),
        ),
      );
    },
    async hold(reason, now) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: key,
          UpdateExpression:
            'SET #state = :held, reason = :reason, since = :now, version = :version REMOVE probeAt',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':held': 'held',
            ':reason': reason,
            ':now': now.toISOString(),
            ':version': 1,
          },
        }),
      );
    },
    release() {
      return wroteIf(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: key,
            UpdateExpression: 'SET #state = :closed',
            ConditionExpression: '#state = :held',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':closed': 'closed', ':held': 'held' },
          }),
        ),
      );
    },
  };
}
