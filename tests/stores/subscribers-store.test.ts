import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createRoster } from '../../infra/ops/target/roster.ts';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { slotOf, slotsOf } from '../../shared/subscribers/slots.ts';
import { createSlotsStore, type SlotsStore } from '../../shared/subscribers/slots-store.ts';
import {
  createSubscribersStore,
  type SignUpRequest,
  type SubscribersStore,
  UnreadableSubscriberError,
} from '../../shared/subscribers/store.ts';
import { defaultPreferences, type Subscriber } from '../../shared/subscribers/subscriber.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { rules } from '../support/rule-factories.ts';

const berlinAtSeven = { ...defaultPreferences, zone: 'Europe/Berlin', hour: 7 };

let dynamo: TestDynamo;
let now: Date;
let store: SubscribersStore;
let slots: SlotsStore;
let people = 0;

beforeAll(async () => {
  dynamo = await startDynamo();
  slots = createSlotsStore(dynamo.client, dynamo.tables.subscribers);
});

afterAll(() => dynamo.close());

beforeEach(() => {
  now = new Date('2026-08-18T10:00:00.000Z');
  store = createSubscribersStore(dynamo.client, dynamo.tables.subscribers, () => now);
});

/** A sign-up of somebody new. */
function request(given: Partial<SignUpRequest> = {}): SignUpRequest {
  people += 1;
  const email = `reader-${people}@example.org`;
  return {
    id: subscriberId(email),
    email,
    preferences: berlinAtSeven,
    token: `token-${String(people).padStart(16, '0')}`,
    ...given,
  };
}

async function activeReader(given: Partial<SignUpRequest> = {}): Promise<Subscriber> {
  const pending = await store.signUp(request(given));
  await store.activate(pending);
  return stored(pending.id);
}

async function readerWhoLeft(status: 'unsubscribed' | 'bounced' | 'complained'): Promise<Subscriber> {
  const reader = await activeReader();
  if (status === 'unsubscribed') await store.unsubscribe(reader);
  else await store.markUndeliverable(reader.id, status, now);
  return stored(reader.id);
}

async function stored(id: string): Promise<Subscriber> {
  const reader = await store.get(id);
  if (reader === undefined) throw new Error('no such reader');
  return reader;
}

async function readersIn(zone: string, hour: number): Promise<string[]> {
  const pages = await Promise.all(slotsOf({ zone, hour }).map(slot => slots.pageSlot(slot, { limit: 1000 })));
  return pages.flatMap(page => page.readers.map(reader => reader.id));
}

function daysLater(days: number): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

describe('signing up', () => {
  it('keeps a new address as pending, out of every slot', async () => {
    const asked = request();

    const reader = await store.signUp(asked);

    expect(reader).toMatchObject({ ...asked, status: 'pending', signedUpAt: now.toISOString() });
    expect(await readersIn('Europe/Berlin', 7)).not.toContain(reader.id);
  });

  it('refreshes a pending address with the new preferences and a new week, and keeps the token that was mailed', async () => {
    const first = await store.signUp(request());
    now = daysLater(5);

    await store.signUp({ ...request(), id: first.id, preferences: { ...berlinAtSeven, hour: 18 } });
    now = daysLater(5);

    const reader = await stored(first.id);
    expect(reader.token).toBe(first.token);
    expect(reader.preferences.hour).toBe(18);
  });

  it('keeps neither token nor consent of a sign-up that lapsed, though DynamoDB has not deleted it yet', async () => {
    const first = await store.signUp(request());
    await createRoster(dynamo.client, dynamo.tables.subscribers).recordConsent(first.id, {
      source: 'a sheet',
      recordedAt: now.toISOString(),
      optInProven: false,
    });
    now = daysLater(8);

    const [one, other] = await Promise.all([
      store.signUp({ ...request(), id: first.id, token: 'a'.repeat(22) }),
      store.signUp({ ...request(), id: first.id, token: 'b'.repeat(22) }),
    ]);

    expect(one.token).not.toBe(first.token);
    expect(other.token).toBe(one.token);
    expect(one).toMatchObject({ status: 'pending', signedUpAt: now.toISOString() });
    expect(one).not.toHaveProperty('consent');
  });

  it('leaves an active reader untouched', async () => {
    const reader = await activeReader();
    now = daysLater(1);

    const answer = await store.signUp({ ...request(), id: reader.id, preferences: defaultPreferences });

    expect(answer).toEqual(reader);
    expect(await stored(reader.id)).toEqual(reader);
  });

  it.each(['unsubscribed', 'bounced', 'complained'] as const)(
    'forgets nothing of an address that %s, neither at once nor when nobody confirms',
    async status => {
      const left = await readerWhoLeft(status);

      const again = await store.signUp({ ...request(), id: left.id, preferences: defaultPreferences });
      const open = again.signedUpAgain;
      now = daysLater(7);

      const { revision: _, ...known } = left;
      expect(again).toMatchObject(known);
      expect(open).toMatchObject({ preferences: defaultPreferences });
      expect(await stored(left.id)).toEqual({ ...left, revision: again.revision });
      expect(await readersIn('Europe/Berlin', 7)).not.toContain(left.id);
    },
  );

  it('keeps the rules of a pending address, which a stranger who signs it up does not know', async () => {
    const pending = await store.signUp(request());
    const preferences = { ...berlinAtSeven, rules: rules({ include: { authors: ['Ada Example'] } }) };
    await store.savePreferences(pending, preferences);

    const again = await store.signUp({
      ...request(),
      id: pending.id,
      preferences: { ...berlinAtSeven, hour: 5 },
    });

    expect(again.preferences).toEqual({ ...preferences, hour: 5 });
  });

  it('of one address by two at once is one of the two', async () => {
    const asked = request();

    const readers = await Promise.all([
      store.signUp({ ...asked, preferences: { ...berlinAtSeven, hour: 5 } }),
      store.signUp({ ...asked, preferences: { ...berlinAtSeven, hour: 6 } }),
    ]);

    expect(new Set(readers.map(({ token }) => token)).size).toBe(1);
    expect([5, 6]).toContain((await stored(asked.id)).preferences.hour);
  });

  it('forgets an address that did not confirm within a week, though the item is still there', async () => {
    const pending = await store.signUp(request());

    now = daysLater(7);

    expect(await store.get(pending.id)).toBeUndefined();
  });
});

describe('confirming', () => {
  it('makes a pending reader active for good, in the slot of zone and hour', async () => {
    const pending = await store.signUp(request({ preferences: { ...berlinAtSeven, hour: 5 } }));

    const activated = await store.activate(pending);
    now = daysLater(400);

    expect(activated).toBe(true);
    expect(await stored(pending.id)).toMatchObject({
      status: 'active',
      confirmedAt: '2026-08-18T10:00:00.000Z',
    });
    expect(await readersIn('Europe/Berlin', 5)).toContain(pending.id);
  });

  it('registers the hour of the zone, whose readers dispatch would not look for otherwise', async () => {
    await activeReader({ preferences: { ...berlinAtSeven, zone: 'Asia/Kolkata' } });
    await activeReader({ preferences: { ...berlinAtSeven, zone: 'Asia/Kolkata' } });

    expect(await slots.hoursInUse()).toContainEqual({ zone: 'Asia/Kolkata', hour: 7 });
  });

  it('happens once: the second time nothing changes', async () => {
    const pending = await store.signUp(request());
    await store.activate(pending);
    now = daysLater(1);

    expect(await store.activate(pending)).toBe(false);
    expect((await stored(pending.id)).confirmedAt).toBe('2026-08-18T10:00:00.000Z');
  });

  it('refuses when the preferences changed since they were read, for the slot is made of them', async () => {
    const pending = await store.signUp(request());
    await store.savePreferences(pending, { ...berlinAtSeven, hour: 22 });

    expect(await store.activate(pending)).toBe(false);
    expect(await store.activate(await stored(pending.id))).toBe(true);
    expect(await readersIn('Europe/Berlin', 22)).toContain(pending.id);
  });

  it.each(['unsubscribed', 'erased'])('refuses a reader who is %s by now', async how => {
    const pending = await store.signUp(request());
    if (how === 'unsubscribed') await store.unsubscribe(pending);
    else await store.erase(pending);

    expect(await store.activate(pending)).toBe(false);
  });
});

describe('coming back', () => {
  it.each(['unsubscribed', 'bounced', 'complained'] as const)(
    'makes one who %s active with the preferences given, in their slot, and leaves no sign-up open',
    async status => {
      const left = await readerWhoLeft(status);
      const again = await store.signUp({ ...request(), id: left.id });

      const done = await store.reactivate(again, { ...berlinAtSeven, hour: 11 });

      const back = await stored(left.id);
      expect(done).toBe(true);
      expect(back).toMatchObject({ status: 'active', token: left.token, preferences: { hour: 11 } });
      expect(back.signedUpAgain).toBeUndefined();
      expect(await readersIn('Europe/Berlin', 11)).toContain(left.id);
      expect(await slots.hoursInUse()).toContainEqual({ zone: 'Europe/Berlin', hour: 11 });
    },
  );

  it('is refused when the address was signed up again since it was read, or is active or erased', async () => {
    const left = await readerWhoLeft('unsubscribed');
    const again = await store.signUp({ ...request(), id: left.id });

    expect(await store.reactivate(left, berlinAtSeven)).toBe(false);
    expect(await store.reactivate(again, berlinAtSeven)).toBe(true);
    expect(await store.reactivate(await stored(left.id), berlinAtSeven)).toBe(false);
    await store.erase(left);
    expect(await store.reactivate(again, berlinAtSeven)).toBe(false);
    expect(await store.get(left.id)).toBeUndefined();
  });

  it('does not happen to one who presses an old mail’s link to unsubscribe: the new sign-up is gone', async () => {
    const left = await readerWhoLeft('complained');
    await store.signUp({ ...request(), id: left.id });

    expect(await store.unsubscribe(left)).toBe(true);
    expect(await store.unsubscribe(left)).toBe(false);

    expect(await stored(left.id)).toMatchObject({ status: 'complained' });
    expect((await stored(left.id)).signedUpAgain).toBeUndefined();
  });

  it('ends when the confirmation’s mail bounces', async () => {
    const left = await readerWhoLeft('unsubscribed');
    await store.signUp({ ...request(), id: left.id });

    expect(await store.markUndeliverable(left.id, 'bounced', now)).toBe(true);

    expect((await stored(left.id)).signedUpAgain).toBeUndefined();
    expect(await stored(left.id)).toMatchObject({ status: 'bounced' });
  });

  it('lets one who never confirmed be forgotten a week after the latest sign-up', async () => {
    const pending = await store.signUp(request());
    await store.unsubscribe(pending);
    now = daysLater(5);
    await store.signUp({ ...request(), id: pending.id });
    now = daysLater(5);
    const still = await store.get(pending.id);
    now = daysLater(3);

    expect(still).toMatchObject({ status: 'unsubscribed' });
    expect(await store.get(pending.id)).toBeUndefined();
  });
});

describe('preferences', () => {
  it('move an active reader to the new slot, with the new frequency', async () => {
    const reader = await activeReader();
    const preferences = {
      ...berlinAtSeven,
      zone: 'America/Lima',
      hour: 20,
      frequency: 'weekly' as const,
      weekday: 5,
    };

    expect(await store.savePreferences(reader, preferences)).toBe(true);

    expect(await readersIn('Europe/Berlin', 7)).not.toContain(reader.id);
    const slot = slotOf({ id: reader.id, preferences });
    const page = await slots.pageSlot(slot, { limit: 10 });
    expect(page.readers).toEqual([{ id: reader.id, frequency: 'weekly-5' }]);
    expect(await slots.hoursInUse()).toContainEqual({ zone: 'America/Lima', hour: 20 });
  });

  it('keep a pause and end it', async () => {
    const reader = await activeReader();

    await store.savePreferences(reader, { ...berlinAtSeven, pausedUntil: '2026-09-01' });
    const paused = await stored(reader.id);
    await store.savePreferences(paused, berlinAtSeven);

    expect(paused.preferences.pausedUntil).toBe('2026-09-01');
    expect((await stored(reader.id)).preferences).toEqual(berlinAtSeven);
  });

  it.each(['active', 'pending'])(
    'of a reader who is %s are not saved over a change that was not read',
    async status => {
      const reader = status === 'active' ? await activeReader() : await store.signUp(request());
      const first = { ...berlinAtSeven, rules: rules({ include: { authors: ['Ada Example'] } }) };

      expect(await store.savePreferences(reader, first)).toBe(true);
      expect(await store.savePreferences(reader, { ...berlinAtSeven, hour: 3 })).toBe(false);
      expect(await store.savePreferences(await stored(reader.id), { ...first, hour: 3 })).toBe(true);
      expect((await stored(reader.id)).preferences).toEqual({ ...first, hour: 3 });
    },
  );

  it('are not saved over those of a later sign-up', async () => {
    const pending = await store.signUp(request());
    await store.signUp({ ...request(), id: pending.id, preferences: { ...berlinAtSeven, hour: 22 } });

    expect(await store.savePreferences(pending, { ...berlinAtSeven, hour: 3 })).toBe(false);
  });

  it('are not saved for a reader who unsubscribed meanwhile', async () => {
    const reader = await activeReader();
    await store.unsubscribe(reader);

    expect(await store.savePreferences(reader, { ...berlinAtSeven, hour: 3 })).toBe(false);
    expect(await readersIn('Europe/Berlin', 3)).not.toContain(reader.id);
  });
});

describe('leaving', () => {
  it('takes an active reader out of the slot, and may be repeated', async () => {
    const reader = await activeReader();

    expect(await store.unsubscribe(reader)).toBe(true);
    expect(await store.unsubscribe(reader)).toBe(false);

    expect((await stored(reader.id)).status).toBe('unsubscribed');
    expect(await readersIn('Europe/Berlin', 7)).not.toContain(reader.id);
  });

  it('needs the right token', async () => {
    const reader = await activeReader();
    const forged = { id: reader.id, token: 'x'.repeat(22) };

    expect(await store.unsubscribe(forged)).toBe(false);
    expect(await store.erase(forged)).toBe(false);
    expect(await stored(reader.id)).toEqual(reader);
  });

  it('still forgets a pending address that unsubscribed', async () => {
    const pending = await store.signUp(request());
    await store.unsubscribe(pending);

    now = daysLater(8);

    expect(await store.get(pending.id)).toBeUndefined();
  });

  it.each(['bounced', 'complained'] as const)(
    '%s stops the mail once, and never brings anybody back',
    async status => {
      const reader = await activeReader();

      expect(await store.markUndeliverable(reader.id, status, now)).toBe(true);
      expect(await store.markUndeliverable(reader.id, status, now)).toBe(false);
      expect(await store.markUndeliverable(subscriberId('nobody@example.org'), status, now)).toBe(false);

      expect((await stored(reader.id)).status).toBe(status);
      expect(await readersIn('Europe/Berlin', 7)).not.toContain(reader.id);
      expect(await store.get(subscriberId('nobody@example.org'))).toBeUndefined();
    },
  );

  it('erases the whole item, once', async () => {
    const reader = await activeReader();

    expect(await store.erase(reader)).toBe(true);
    expect(await store.erase(reader)).toBe(false);

    expect(await store.get(reader.id)).toBeUndefined();
    expect(await readersIn('Europe/Berlin', 7)).not.toContain(reader.id);
  });

  it('leaves a reader either active in the slot, or neither, however steps race', async () => {
    for (let round = 0; round < 10; round += 1) {
      const pending = await store.signUp(request());

      await Promise.all([
        store.activate(pending),
        store.unsubscribe(pending),
        store.signUp({ ...request(), id: pending.id }),
      ]);

      const { status } = await stored(pending.id);
      const inSlot = (await readersIn('Europe/Berlin', 7)).includes(pending.id);
      expect(inSlot).toBe(status === 'active');
    }
  });
});

describe('paging a slot', () => {
  it('gives every reader once, in order, however small the pages', async () => {
    const preferences = { ...berlinAtSeven, zone: 'Pacific/Auckland' };
    const requests = Array.from({ length: 7 }, () => request({ preferences }));
    const ids = requests.map((each, index) => `0${String(index).padStart(7, '0')}${each.id.slice(8)}`);
    for (const [index, id] of ids.entries()) await activeReader({ ...requests[index], id });
    const slot = slotOf({ id: ids[0]!, preferences });

    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await slots.pageSlot(slot, { limit: 3, ...(after && { after }) });
      seen.push(...page.readers.map(reader => reader.id));
      after = page.next;
    } while (after !== undefined);

    expect(seen).toEqual(ids);
  });

  it('is empty for a slot without readers', async () => {
    expect(await slots.pageSlot('Europe/Paris#3#0', { limit: 3 })).toEqual({ readers: [] });
  });
});

it('says whose item it cannot read, and not what is in it', async () => {
  const reader = await activeReader();
  await dynamo.client.send(
    new UpdateCommand({
      TableName: dynamo.tables.subscribers,
      Key: { pk: `subscriber#${reader.id}` },
      UpdateExpression: 'SET #version = :two',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':two': 2 },
    }),
  );

  const reading = store.get(reader.id);

  await expect(reading).rejects.toThrow(UnreadableSubscriberError);
  await expect(reading).rejects.toThrow(expect.not.stringContaining(reader.email));
});
