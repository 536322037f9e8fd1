import { createLedgerStore, type LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { defaultPreferences, type Subscriber } from '../../shared/subscribers/subscriber.ts';
import { createToken } from '../../shared/subscribers/token.ts';
import type { TestDynamo } from '../support/dynamo.ts';
import { type WebUnderTest, webOnDynamo } from '../support/web.ts';

/** Readers whom the input knows, or guesses at: active ones, and a pending one by the name `pending`. */
export async function readersOnDynamo<Name extends string>(
  dynamo: TestDynamo,
  names: readonly Name[],
): Promise<{
  readonly web: WebUnderTest & { readonly ledger: LedgerStore };
  readonly readers: Readonly<Record<Name, Subscriber>>;
}> {
  const web = webOnDynamo(dynamo, { signUpMaxima: { perClientPerHour: 1_000_000, perHour: 1_000_000 } });
  const readers: [string, Subscriber][] = [];
  for (const [index, name] of names.entries()) {
    const email = `${name}@example.org`;
    const reader = await web.subscribers.signUp({
      id: subscriberId(email),
      email,
      preferences: { ...defaultPreferences, zone: 'Europe/Berlin', hour: 7 },
      token: createToken(size => Buffer.alloc(size, 65 + index)),
    });
    if (name !== 'pending') await web.subscribers.activate(reader);
    readers.push([name, (await web.subscribers.get(reader.id)) ?? reader]);
  }
  const ledger = createLedgerStore(dynamo.client, dynamo.tables.deliveries);
  return { web: { ...web, ledger }, readers: Object.fromEntries(readers) as Record<Name, Subscriber> };
}
