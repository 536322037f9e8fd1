import type { DueDigest } from '../../../shared/deliveries/account.ts';
import { dueInstant, type Run } from '../../../shared/deliveries/run.ts';
import type { DigestJob, SliceJob } from '../../../shared/jobs.ts';
import { localDate } from '../../../shared/platform/calendar.ts';
import { parseZoneHour } from '../../../shared/subscribers/slots.ts';

/** The jobs of digests that have no outcome yet. They may show what is known `now`: days filled in after a failure. */
export function digestJobs(run: string, missing: readonly DueDigest[], now: Date): string[] {
  const knownAt = now.toISOString();
  return missing.map(({ subscriber, digest }) =>
    JSON.stringify({ version: 1, kind: 'digest', run, subscriber, digest, knownAt } satisfies DigestJob),
  );
}

/** The jobs of slices whose readers were not all queued, as dispatch would queue them. */
export function sliceJobs({ id: run, slices, finishedSlices }: Run): string[] {
  const finished = new Set(finishedSlices);
  return slices
    .filter(slot => !finished.has(slot))
    .map(slot => {
      const date = localDate(dueInstant(run), parseZoneHour(slot).zone);
      return JSON.stringify({ version: 1, kind: 'slice', run, slot, localDate: date } satisfies SliceJob);
    });
}
