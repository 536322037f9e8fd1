import { shardCount } from '../../../shared/subscribers/slots.ts';
import type { MessageFate } from '../servers/interference.ts';
import { type Draw, type Has, share } from './planned.ts';

/** Jobs that fail each time that they are tried, until an operator has mended the cause and gives them back. */
export interface Stuck {
  /** By reader, counted from 0: the job of their digest. */
  readonly readers: ReadonlyMap<number, MessageFate>;
  /** The shard whose slice fails. */
  readonly shard: number;
  readonly slice: MessageFate;
}

/** Some of them get nowhere, and some come to their end and are tried all the same. */
export function planStuck(draw: Draw, subscribers: number, has: Has): Stuck | undefined {
  if (!has('jobs-stuck')) return undefined;
  const random = draw('jobs-stuck');
  const readers = random.different(Math.max(4, share(subscribers, 2)), subscribers);
  return {
    readers: new Map(
      readers.map((reader, position) => [reader - 1, position % 2 === 0 ? 'not-handed-over' : 'not-deleted']),
    ),
    shard: random.whole(0, shardCount - 1),
    slice: random.oneOf(['not-handed-over', 'not-deleted']),
  };
}
