import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importReader } from '../../infra/ops/commands/import-reader.ts';
import { createRoster } from '../../infra/ops/target/roster.ts';
import type { Target } from '../../infra/ops/target/target.ts';
import { parseAddress, subscriberId } from '../../shared/subscribers/address.ts';
import { createSubscribersStore } from '../../shared/subscribers/store.ts';
import { defaultPreferences } from '../../shared/subscribers/subscriber.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { fake } from '../support/fake.ts';

let dynamo: TestDynamo;
const clock = () => new Date('2026-08-18T10:00:00.000Z');

beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

describe('an import that needs no confirmation', () => {
  it.each(['unsubscribed', 'bounced', 'complained'] as const)(
    'leaves an address alone that %s, also when somebody has signed it up since',
    async status => {
      const { client, tables } = dynamo;
      const subscribers = createSubscribersStore(client, tables.subscribers, clock);
      const target = fake<Target>('target', {
        subscribers,
        roster: createRoster(client, tables.subscribers),
      });
      const parsed = parseAddress(`${status}@example.org`);
      if (!parsed.ok) throw new Error('no address');
      const { address } = parsed;
      const id = subscriberId(address.key);
      const request = { id, email: address.email, preferences: defaultPreferences, token: 'a'.repeat(22) };
      const pending = await subscribers.signUp(request);
      await subscribers.activate(pending);
      if (status === 'unsubscribed') await subscribers.unsubscribe(pending);
      else await subscribers.markUndeliverable(id, status, clock());
      await subscribers.signUp(request);

      const imported = await importReader(
        { line: 2, address, preferences: defaultPreferences },
        { source: 'an old list', optInProven: true, mailAgain: false },
        { target, clock, randomBytes: size => Buffer.alloc(size) },
      );

      expect(imported).toEqual({ kind: 'left' });
      expect(await subscribers.get(id)).toMatchObject({ status });
    },
  );
});
