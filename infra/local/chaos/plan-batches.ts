import type { BatchFate } from '../servers/interference.ts';
import { timing } from './chaos-stage.ts';
import { createSchedule, type Draw, type Has, type Schedule, share } from './planned.ts';

const normal: BatchFate = { delay: 0, again: 'no', reversed: false };
/** So late that the mailer's queue has made the messages visible again, and somebody else may have them. */
const tooLate = (6 * timing.mailerTimeoutSeconds + 1) * 1_000;

/** How queues deliver batches: of ten digests or events each, or one slice. */
export function planBatches(draw: Draw, subscribers: number, has: Has): Schedule<BatchFate> {
  const batches = Math.max(4, Math.floor(subscribers / 6));
  const schedule = createSchedule<BatchFate>(has);
  const some = (fault: string, percent: number) => draw(fault).different(share(batches, percent), batches);
  schedule.add('sqs-twice', some('sqs-twice', 12), () => ({ ...normal, again: 'at-once' }));
  schedule.add('sqs-deleted', some('sqs-deleted', 10), () => ({ ...normal, again: 'afterwards' }));
  const random = draw('sqs-late');
  const late = some('sqs-late', 10);
  schedule.add('sqs-late', late, position => ({
    ...normal,
    delay: position === 0 ? tooLate : random.whole(100, 3_000),
  }));
  schedule.add('sqs-order', some('sqs-order', 30), () => ({ ...normal, reversed: true }));
  return schedule.taken;
}
