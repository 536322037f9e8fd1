import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { isDay } from '../../shared/platform/calendar.ts';
import type { MetricValues } from '../../shared/platform/metrics.ts';
import { createIngest } from './create-ingest.ts';
import { type IngestOutcome, ingest, SourceDownError } from './ingest.ts';

const eventSchema = z.object({
  scheduledTime: z.iso.datetime({ offset: true }),
  /** List days to read instead of the scheduled one and those before it: a back-fill. */
  days: z.array(z.string().refine(isDay, 'not a day')).min(1).optional(),
});

/** Milliseconds kept for recording what was read. First-time recording of seven full days takes a few seconds. */
const recordingTime = 30_000;

let deps: ReturnType<typeof createIngest> | undefined;

export async function handler(event: unknown, context: Context): Promise<IngestOutcome> {
  const { scheduledTime, days } = eventSchema.parse(event);
  deps ??= createIngest();
  const ready = await deps;
  const request = {
    scheduledTime: new Date(scheduledTime),
    ...(days && { days }),
    remaining: () => context.getRemainingTimeInMillis() - recordingTime,
  };
  try {
    const outcome = await ingest(request, ready);
    ready.metrics.put(metricsOf(outcome));
    return outcome;
  } catch (error) {
    if (error instanceof SourceDownError) ready.metrics.put(metricsOf(error.outcome));
    throw error;
  }
}

function metricsOf({ newestDaySettled, failedDays, skippedEntries }: IngestOutcome): MetricValues {
  return { DaysSettled: newestDaySettled ? 1 : 0, DaysDelayed: failedDays, SkippedEntries: skippedEntries };
}
