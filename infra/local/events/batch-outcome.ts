import * as z from 'zod';

const responseSchema = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
  })
  .nullish();

/**
 * Which messages of a batch are done and may be deleted, after the function answered. With ReportBatchItemFailures the
 * answer names those that failed; an answer that names an unknown message, or cannot be read, fails the whole batch.
 */
export function doneMessages(
  messageIds: readonly string[],
  answer: unknown,
  reportsFailures: boolean,
): readonly string[] {
  if (!reportsFailures) return messageIds;
  const response = responseSchema.safeParse(answer);
  if (!response.success) return [];
  const failed = new Set(response.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  const known = new Set(messageIds);
  if ([...failed].some(id => !known.has(id))) return [];
  return messageIds.filter(id => !failed.has(id));
}
