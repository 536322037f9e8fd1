import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { isDay } from '../../shared/platform/calendar.ts';
import { createIngest } from './create-ingest.ts';
import { type IngestDeps, type IngestOutcome, ingest } from './ingest.ts';

const eventSchema = z.object({
  scheduledTime: z.iso.datetime({ offset: true }),
  /** List days to read instead of the scheduled one and those before it: a back-fill. */
  days: z.array(z.string().refine(isDay, 'not a day')).min(1).optional(),
});

/** Milliseconds kept for recording what was read. First-time recording of seven full days takes a few seconds. */
const recordingTime = 30_000;

let deps: Promise<IngestDeps> | undefined;

export async function handler(event: unknown, context: Context): Promise<IngestOutcome> {
  const { scheduledTime, days } = eventSchema.parse(event);
  deps ??= createIngest();
  return ingest(
    {
      scheduledTime: new Date(scheduledTime),
      ...(days && { days }),
      remaining: () => context.getRemainingTimeInMillis() - recordingTime,
    },
    await deps,
  );
}
