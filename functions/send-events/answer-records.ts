import type { FirehoseTransformationResult } from 'aws-lambda';
import * as z from 'zod';
import { type PassOnNewsDeps, passOnNews } from './pass-on-news.ts';
import { readRecords } from './read-records.ts';

const eventSchema = z.object({ records: z.array(z.unknown()) });
const namedSchema = z.object({ recordId: z.string() });

/**
 * Passes on what is news in a batch of the stream, and drops every record, so that nothing personal is kept: each id is
 * answered once. A record without an id cannot be answered; Firehose keeps it among what failed.
 * @throws what `passOnNews` throws: then none of the batch is answered, and Firehose tries it again.
 */
export async function answerRecords(
  event: unknown,
  deps: PassOnNewsDeps,
): Promise<FirehoseTransformationResult> {
  const { records } = eventSchema.parse(event);
  const outcome = await passOnNews(readRecords(records), deps);
  deps.log.info('looked at Send events', { ...outcome });
  const ids = records.flatMap(record => {
    const named = namedSchema.safeParse(record);
    return named.success ? [named.data.recordId] : [];
  });
  return { records: [...new Set(ids)].map(recordId => ({ recordId, result: 'Dropped' })) };
}
