import { addressProblems, parseAddress, subscriberId } from '../../../shared/subscribers/address.ts';
import type { Subscriber } from '../../../shared/subscribers/subscriber.ts';
import { OpsError } from '../ops-error.ts';
import type { Target } from '../target/target.ts';

/** The id that an address or an id means. Throws OpsError when it is neither. */
export function readerIdOf(text: string): string {
  if (/^[0-9a-f]{32}$/.test(text)) return text;
  const parsed = parseAddress(text);
  if (parsed.ok) return subscriberId(parsed.address.key);
  throw new OpsError(
    `A reader is named by their address or by their id of 32 hex digits. ${addressProblems[parsed.problem]}`,
  );
}

/** The reader that an address or an id names. Throws OpsError when there is none. */
export async function findReader(
  text: string,
  { subscribers }: Pick<Target, 'subscribers'>,
): Promise<Subscriber> {
  const reader = await subscribers.get(readerIdOf(text));
  if (reader !== undefined) return reader;
  throw new OpsError(
    'There is no such reader: nobody signed up with it, or they were erased or never confirmed.',
  );
}
