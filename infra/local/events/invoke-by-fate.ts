import type { BatchFate } from '../servers/interference.ts';

/**
 * Hands a batch over as SQS may: late, in any order, to two receivers at once, or once more after it was deleted. With
 * nobody interfering, once and now. `invoke` hands it over and deletes what is done.
 */
export async function invokeByFate<T>(
  { delay, again, reversed }: BatchFate,
  batch: readonly T[],
  invoke: (messages: readonly T[]) => Promise<void>,
): Promise<void> {
  const messages = reversed ? batch.toReversed() : batch;
  if (delay > 0) await new Promise(resolve => setTimeout(resolve, delay));
  const invocations = [invoke(messages)];
  if (again === 'at-once') invocations.push(invoke(messages));
  await Promise.all(invocations);
  if (again === 'afterwards') await invoke(messages);
}
