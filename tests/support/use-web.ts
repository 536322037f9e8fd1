import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { WebDeps } from '../../functions/web/deps.ts';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { readerKey } from '../../shared/subscribers/reader-link.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import { startDynamo, type TestDynamo } from './dynamo.ts';
import { dayListing } from './paper-factories.ts';
import { keepListing, type WebUnderTest, webOnDynamo } from './web.ts';

/** Preferences as the form sends them. */
export const preferencesForm = {
  hour: '20',
  zone: 'america/lima',
  frequency: 'weekly',
  weekday: '5',
  maxPapers: '7',
  pausedUntil: '',
};

/** The key of a reader who does not exist. */
export const strangersKey = `${'0'.repeat(32)}.${'A'.repeat(22)}`;

/** The web function of one test file: two listed days in a DynamoDB of its own, and a fresh outbox for every test. */
export function useWeb() {
  let dynamo: TestDynamo;
  let web: WebUnderTest;
  let people = 0;

  beforeAll(async () => {
    dynamo = await startDynamo();
    const { papers } = webOnDynamo(dynamo);
    await keepListing(
      papers,
      dayListing('2026-08-17', [{ id: '2608.00001', title: 'Yesterday <b>& "all"</b>', upvotes: 3 }]),
    );
    await keepListing(
      papers,
      dayListing('2026-08-18', [
        { id: '2608.00002', title: 'Second', upvotes: 5 },
        { id: '2608.00003', title: 'First', upvotes: 9, codeUrl: 'https://github.com/example/first' },
        { id: 'title-0123456789abcdef', title: 'Nowhere yet', upvotes: 1, codeUrl: 'javascript:alert(1)' },
      ]),
    );
  });

  afterAll(() => dynamo.close());

  beforeEach(() => {
    web = webOnDynamo(dynamo);
  });

  function newAddress(): string {
    people += 1;
    return `reader-${people}@example.org`;
  }

  async function stored(address: string): Promise<Subscriber | undefined> {
    return web.subscribers.get(subscriberId(address));
  }

  /** A reader in the given state, made as readers are, and the key of the reader's link. */
  async function reader(status: Subscriber['status'] = 'active'): Promise<{ address: string; key: string }> {
    const address = newAddress();
    await web.post('/subscriptions', { email: address, zone: 'Europe/Berlin', hour: '7' }, '192.0.2.200');
    const found = (await stored(address))!;
    const key = readerKey(found);
    if (status !== 'pending') await web.post(`/r/${key}/confirm`);
    if (status === 'unsubscribed') await web.post(`/r/${key}/unsubscribe`);
    if (status === 'bounced' || status === 'complained') {
      await web.subscribers.markUndeliverable(found.id, status, new Date('2026-08-18T10:00:00Z'));
    }
    // The next sign-up of this address is an hour later.
    web.setNow(new Date('2026-08-18T11:00:00.000Z'));
    return { address, key };
  }

  async function everyItem(): Promise<string> {
    const tables = await Promise.all(
      Object.values(dynamo.tables).map(TableName => dynamo.client.send(new ScanCommand({ TableName }))),
    );
    return JSON.stringify(
      tables.map(({ Items = [] }) => Items),
      (_, value: unknown) => (value instanceof Set ? [...value] : value),
    );
  }

  /** Another web function on the same tables, some of its dependencies replaced. */
  const webWith = (given: Partial<WebDeps>) => webOnDynamo(dynamo, given);
  /** The same, for the rest of the test. */
  const replaceWeb = (given: Partial<WebDeps>) => {
    web = webWith(given);
  };

  return { dynamo: () => dynamo, web: () => web, webWith, replaceWeb, newAddress, stored, reader, everyItem };
}
