import type { Delivery } from '../../shared/deliveries/delivery.ts';
import type { Subscriber } from '../../shared/subscribers/subscriber.ts';
import type { WebDeps } from './deps.ts';
import { findReader } from './find-reader.ts';

/**
 * All that is stored of one reader, but for the tokens of their links: whoever finds the file must not get a link with
 * it.
 */
export interface ReaderData {
  readonly exportedAt: string;
  readonly reader: Omit<Subscriber, 'token'>;
  readonly deliveries: readonly Delivery[];
}

export async function exportData(
  key: string,
  deps: Pick<WebDeps, 'subscribers' | 'ledger' | 'clock'>,
): Promise<ReaderData | undefined> {
  const found = await findReader(key, deps);
  if (found === undefined) return undefined;
  const { token: _, ...reader } = found;
  return {
    exportedAt: deps.clock().toISOString(),
    reader,
    deliveries: await deps.ledger.exportReader(reader.id),
  };
}
