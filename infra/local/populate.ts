import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createLedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { addDays } from '../../shared/platform/calendar.ts';
import { parseAddress, subscriberId } from '../../shared/subscribers/address.ts';
import { createSubscribersStore } from '../../shared/subscribers/store.ts';
import type { Preferences, Subscriber } from '../../shared/subscribers/subscriber.ts';
import type { LocalSystem } from './local-system.ts';
import { createLocalDynamoClient } from './servers/local-clients.ts';

type Tables = Pick<LocalSystem, 'dynamoUrl' | 'environmentOf'>;

/** How many requests to the local DynamoDB are under way at once. */
const lanes = 8;

/** Adds `count` active readers, as sign-up and confirmation leave them; their addresses are `<name>-<n>@reader.example`. */
export async function addReaders(
  system: Tables,
  { name, count, preferences }: { name: string; count: number; preferences: Preferences },
): Promise<readonly Subscriber[]> {
  const base = createLocalDynamoClient(system.dynamoUrl);
  const { SUBSCRIBERS_TABLE: table = '' } = system.environmentOf('Web');
  const store = createSubscribersStore(DynamoDBDocumentClient.from(base), table);
  const added = await inLanes(count, async number => {
    const parsed = parseAddress(`${name}-${number}@reader.example`);
    if (!parsed.ok) throw new Error(parsed.problem);
    const { email, key } = parsed.address;
    const token = String(number).padStart(22, 'x');
    const reader = await store.signUp({ id: subscriberId(key), email, preferences, token });
    await store.activate(reader);
    return reader;
  });
  base.destroy();
  return added;
}

/**
 * Gives each reader the ledger lines of a daily digest on the `days` days up to `until`, each over the day itself with
 * `papers` papers, as the mailer leaves them.
 */
export async function addPastDigests(
  system: Tables,
  readers: readonly Subscriber[],
  { until, days, papers }: { until: string; days: number; papers: number },
): Promise<void> {
  const base = createLocalDynamoClient(system.dynamoUrl);
  const { DELIVERIES_TABLE: table = '' } = system.environmentOf('Mailer');
  const ledger = createLedgerStore(DynamoDBDocumentClient.from(base), table);
  await inLanes(readers.length * days, async number => {
    const reader = readers[Math.floor(number / days)];
    if (reader === undefined) return;
    const day = addDays(until, -(number % days));
    await ledger.replace(undefined, {
      version: 1,
      subscriber: reader.id,
      digest: day,
      run: `${day}T09:00Z`,
      status: 'sent',
      attempt: 1,
      days: [day],
      papers: Array.from(
        { length: papers },
        (_, paper) => `2512.${String((number % days) * 100 + paper).padStart(5, '0')}`,
      ),
      messageId: '0100019b0a1b2c3d-00000000-0000-4000-8000-000000000000-000000',
      updatedAt: new Date().toISOString(),
    });
  });
  base.destroy();
}

async function inLanes<T>(count: number, work: (number: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async () => {
    for (let number = next++; number < count; number = next++) results.push(await work(number));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
