import { DeleteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Clock, epochSeconds, systemClock } from '../platform/clock.ts';
import { type Change, changeIf, wroteIf } from '../platform/dynamo.ts';
import type { ReaderLink } from './reader-link.ts';
import { slotFrequencyOf, slotOf } from './slots.ts';
import { createSlotsStore } from './slots-store.ts';
import {
  isSubscribed,
  type Preferences,
  pendingDays,
  preferencesAnew,
  type Subscriber,
  subscriberSchema,
} from './subscriber.ts';

/** The item of a reader is not one that this version can read. */
export class UnreadableSubscriberError extends Error {
  override readonly name = 'UnreadableSubscriberError';
}

export interface SignUpRequest {
  readonly id: string;
  readonly email: string;
  readonly preferences: Preferences;
  /** Used only if the address has no item yet: a token, once mailed, stays good. */
  readonly token: string;
}

interface ReadOptions {
  /** @default false */
  readonly eventually?: boolean;
}

/**
 * The readers. Every step is one conditional write that may be repeated; a method that takes a `Subscriber` takes it as
 * last read, and answers false, having changed nothing, when the item is no longer in the state it was read in.
 */
export interface SubscribersStore {
  /**
   * Strongly consistent, unless `eventually` is asked for: that costs half, and may miss a change of the last second. An
   * expired item is no item, though DynamoDB deletes it later.
   */
  get(id: string, options?: ReadOptions): Promise<Subscriber | undefined>;
  /**
   * Makes a pending item of an address that is new, or refreshes a pending one; of a reader who unsubscribed, bounced
   * or complained it keeps all that is known, and notes the sign-up beside it (`signedUpAgain`); an active reader stays
   * untouched. An earlier token stays, and so do rules and the wish for quiet notes. Resolves to the item as it is
   * then. Of an item that has expired nothing is kept. The same reads and writes whatever the state was.
   */
  signUp(request: SignUpRequest): Promise<Subscriber>;
  /** Pending to active. Registers the zone's hour first, so that dispatch never misses an active reader. */
  activate(reader: Subscriber): Promise<boolean>;
  /**
   * From unsubscribed, bounced or complained to active, with these preferences. False, too, when they were changed, or the
   * address signed up again, since the reader was read.
   */
  reactivate(reader: Subscriber, preferences: Preferences): Promise<boolean>;
  /**
   * For a pending or an active reader; an active one moves to the slot of the new zone and hour. False, too, when the
   * preferences were changed since they were read.
   */
  savePreferences(reader: Subscriber, preferences: Preferences): Promise<boolean>;
  /** False when there is nothing to unsubscribe: an inactive reader, or another token. */
  unsubscribe(link: ReaderLink): Promise<boolean>;
  /** Bounced for good, or complained. Idempotent; false when the reader is gone or gets no mail already. */
  markUndeliverable(id: string, status: 'bounced' | 'complained', at: Date): Promise<boolean>;
  /** Deletes the item. False when it is gone already or has another token. */
  erase(link: ReaderLink): Promise<boolean>;
}

const itemKey = (id: string) => ({ pk: `subscriber#${id}` });

export function createSubscribersStore(
  client: DynamoDBDocumentClient,
  table: string,
  clock: Clock = systemClock,
): SubscribersStore {
  const slots = createSlotsStore(client, table);

  /** The item whether it is expired or not. */
  async function get(id: string, { eventually = false }: ReadOptions = {}): Promise<Subscriber | undefined> {
    const answer = await client.send(
      new GetCommand({ TableName: table, Key: itemKey(id), ConsistentRead: !eventually }),
    );
    if (answer.Item === undefined) return undefined;
    const parsed = subscriberSchema.safeParse(answer.Item);
    if (!parsed.success) {
      throw new UnreadableSubscriberError(`the item of subscriber ${id} cannot be read`, {
        cause: parsed.error,
      });
    }
    const now = epochSeconds(clock());
    const { signedUpAgain, ...reader } = parsed.data;
    // TTL deletion is late.
    if (reader.expiresAt !== undefined && reader.expiresAt <= now) return undefined;
    return signedUpAgain === undefined || signedUpAgain.expiresAt <= now
      ? reader
      : { ...reader, signedUpAgain };
  }

  const change = (id: string, what: Change) => changeIf(client, { TableName: table, Key: itemKey(id) }, what);

  return {
    get,

    async signUp(request) {
      const now = clock();
      // Another round only if the item changes, expires or is erased between read and write, or write and read.
      for (let attempt = 0; attempt < 4; attempt += 1) {
        const known = await get(request.id);
        const written = await change(request.id, signUpChange(request, known, now));
        const reader = await get(request.id);
        if (reader !== undefined && (written || reader.status === 'active')) return reader;
      }
      throw new Error(`the item of subscriber ${request.id} changed four times while it was signed up`);
    },

    async activate(reader) {
      await slots.registerHour(reader.preferences);
      return change(reader.id, {
        update:
          'SET #status = :active, #confirmedAt = :now, #statusChangedAt = :now, #slot = :slot, ' +
          '#slotFrequency = :slotFrequency REMOVE #expiresAt',
        // The slot is made of these preferences: a change in between must not leave the reader in the old one.
        condition:
          '#status = :pending AND #token = :token AND #preferences.#zone = :zone AND #preferences.#hour = :hour ' +
          'AND #preferences.#frequency = :frequency AND #preferences.#weekday = :weekday',
        values: {
          ':active': 'active',
          ':pending': 'pending',
          ':token': reader.token,
          ':zone': reader.preferences.zone,
          ':hour': reader.preferences.hour,
          ':frequency': reader.preferences.frequency,
          ':weekday': reader.preferences.weekday,
          ':now': clock().toISOString(),
          ...slotValues(reader.id, reader.preferences),
        },
      });
    },

    async reactivate(reader, preferences) {
      if (isSubscribed(reader)) return false;
      await slots.registerHour(preferences);
      const { condition, values } = unchangedSince(reader);
      return change(reader.id, {
        update:
          'SET #status = :active, #preferences = :preferences, #revision = :next, #confirmedAt = :now, ' +
          '#statusChangedAt = :now, #preferencesChangedAt = :now, #slot = :slot, #slotFrequency = :slotFrequency ' +
          'REMOVE #expiresAt, #signedUpAgain',
        condition,
        values: {
          ...values,
          ':active': 'active',
          ':preferences': preferences,
          ':now': clock().toISOString(),
          ...slotValues(reader.id, preferences),
        },
      });
    },

    async savePreferences(reader, preferences) {
      const { condition, values: read } = unchangedSince(reader);
      const values = { ...read, ':preferences': preferences, ':now': clock().toISOString() };
      const update = 'SET #preferences = :preferences, #revision = :next, #preferencesChangedAt = :now';
      if (reader.status === 'pending') return change(reader.id, { update, condition, values });
      if (reader.status !== 'active') return false;
      await slots.registerHour(preferences);
      return change(reader.id, {
        update: `${update}, #slot = :slot, #slotFrequency = :slotFrequency`,
        condition,
        values: { ...values, ...slotValues(reader.id, preferences) },
      });
    },

    async unsubscribe({ id, token }) {
      const values = { ':token': token, ':now': clock().toISOString() };
      const left = await change(id, {
        update: 'SET #status = :unsubscribed, #statusChangedAt = :now REMOVE #slot, #slotFrequency',
        condition: '#token = :token AND #status IN (:pending, :active)',
        values: { ...values, ':unsubscribed': 'unsubscribed', ':pending': 'pending', ':active': 'active' },
      });
      if (left) return true;
      return change(id, {
        update: 'SET #statusChangedAt = :now REMOVE #signedUpAgain',
        condition: '#token = :token AND attribute_exists(#signedUpAgain)',
        values,
      });
    },

    markUndeliverable(id, status, at) {
      return change(id, {
        update: 'SET #status = :status, #statusChangedAt = :at REMOVE #slot, #slotFrequency, #signedUpAgain',
        condition: '#status IN (:pending, :active) OR attribute_exists(#signedUpAgain)',
        values: { ':status': status, ':pending': 'pending', ':active': 'active', ':at': at.toISOString() },
      });
    },

    erase({ id, token }) {
      return wroteIf(
        client.send(
          new DeleteCommand({
            TableName: table,
            Key: itemKey(id),
            ConditionExpression: '#token = :token',
            ExpressionAttributeNames: { '#token': 'token' },
            ExpressionAttributeValues: { ':token': token },
          }),
        ),
      );
    },
  };
}

/** The write of a sign-up, made from what is known of the address; it fails when that has changed, or is active. */
function signUpChange(
  { id, email, preferences, token }: SignUpRequest,
  known: Subscriber | undefined,
  now: Date,
): Change {
  const expiresAt = epochSeconds(now) + pendingDays * 86_400;
  if (known !== undefined && !isSubscribed(known)) {
    const { condition, values } = unchangedSince(known);
    // Who never confirmed is forgotten some days after the latest sign-up, whatever they did since.
    const stays = known.expiresAt === undefined ? '' : ', #expiresAt = :expiresAt';
    return {
      update: `SET #signedUpAgain = :signedUpAgain, #revision = :next${stays}`,
      condition,
      values: {
        ...values,
        ':signedUpAgain': { preferences, signedUpAt: now.toISOString(), expiresAt },
        ...(known.expiresAt !== undefined && { ':expiresAt': expiresAt }),
      },
    };
  }
  const pending = known?.status === 'pending' ? known : undefined;
  const unchanged = pending && unchangedSince(pending);
  return {
    update:
      'SET #version = :version, #id = :id, #email = :email, #status = :pending, #preferences = :preferences, ' +
      '#token = :token, #signedUpAt = :now, #statusChangedAt = :now, #expiresAt = :expiresAt, #revision = :next, ' +
      '#preferencesChangedAt = :now REMOVE #confirmedAt, #slot, #slotFrequency, #signedUpAgain' +
      (pending === undefined ? ', #consent' : ''),
    // Of two sign-ups that find the same lapsed item, the second keeps the token of the first.
    condition: unchanged?.condition ?? 'attribute_not_exists(#status) OR #expiresAt <= :nowSeconds',
    values: {
      ...(unchanged?.values ?? { ':next': 1, ':nowSeconds': epochSeconds(now) }),
      ':token': pending?.token ?? token,
      ':version': 1,
      ':id': id,
      ':email': email,
      ':pending': 'pending',
      ':preferences': pending === undefined ? preferences : preferencesAnew(pending.preferences, preferences),
      ':now': now.toISOString(),
      ':expiresAt': expiresAt,
    },
  };
}

/** That nothing was changed since the reader was read; `:next` is the revision after this change. */
function unchangedSince({ status, token, revision }: Subscriber) {
  const unchanged = revision === undefined ? 'attribute_not_exists(#revision)' : '#revision = :revision';
  return {
    condition: `#status = :status AND #token = :token AND ${unchanged}`,
    values: {
      ':status': status,
      ':token': token,
      ':next': (revision ?? 0) + 1,
      ...(revision !== undefined && { ':revision': revision }),
    },
  };
}

function slotValues(id: string, preferences: Preferences) {
  return { ':slot': slotOf({ id, preferences }), ':slotFrequency': slotFrequencyOf(preferences) };
}
