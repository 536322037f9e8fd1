import { parseAddress, subscriberId } from '../../../shared/subscribers/address.ts';
import type { SubscribersStore } from '../../../shared/subscribers/store.ts';
import { defaultPreferences } from '../../../shared/subscribers/subscriber.ts';

/** A reader whom the run makes, and so knows without asking any table. */
export interface ChaosReader {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

/** The hour of UTC at which everybody is due: some time after the listing has settled. */
export const dueHour = 12;

/** The readers of a run. */
export function readersOf(count: number): readonly ChaosReader[] {
  return Array.from({ length: count }, (_, number) => {
    const parsed = parseAddress(`chaos-${number}@reader.example`);
    if (!parsed.ok) throw new Error(parsed.problem);
    return {
      id: subscriberId(parsed.address.key),
      email: parsed.address.email,
      token: String(number).padStart(22, 'x'),
    };
  });
}

/** Signs them up and confirms them. */
export async function addReaders(
  readers: readonly ChaosReader[],
  store: Pick<SubscribersStore, 'signUp' | 'activate'>,
): Promise<void> {
  const preferences = { ...defaultPreferences, zone: 'UTC', hour: dueHour };
  await Promise.all(
    readers.map(async ({ id, email, token }) => {
      await store.activate(await store.signUp({ id, email, preferences, token }));
    }),
  );
}
