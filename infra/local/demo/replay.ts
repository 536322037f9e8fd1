import * as z from 'zod';
import type { LocalSystem } from '../local-system.ts';

/** What the ingest function reports; the demo reads no more of it. */
const ingestOutcomeSchema = z.object({
  entries: z.int(),
  skippedEntries: z.int(),
  newPapers: z.int(),
  changedPapers: z.int(),
  newEntries: z.int(),
  changedEntries: z.int(),
});
export type IngestOutcome = z.output<typeof ingestOutcomeSchema>;

const dispatchOutcomeSchema = z.object({ slices: z.int() });

/** A digest takes milliseconds here; ten minutes without rest means that something is stuck. */
const quietTimeout = 10 * 60_000;

/**
 * Lives through one UTC day: fires both schedules at each of their times, and lets the mail of each go out. Resolves to
 * the number of papers that were new that day.
 */
export async function liveThrough(system: LocalSystem, day: string): Promise<number> {
  let newPapers = 0;
  const from = new Date(`${day}T00:00:00Z`);
  const to = new Date(from.getTime() + 86_400_000);
  const times = ['Ingest', 'Dispatch'].flatMap(name =>
    system.occurrences(name, from, to).map(instant => ({ name, instant })),
  );
  for (const { name, instant } of times.sort((a, b) => a.instant.getTime() - b.instant.getTime())) {
    const outcome = await system.fireSchedule(name, instant);
    if (name === 'Ingest') newPapers += ingestOutcomeSchema.parse(outcome).newPapers;
    else if (dispatchOutcomeSchema.parse(outcome).slices > 0)
      await system.waitUntilQuiet({ timeout: quietTimeout });
  }
  return newPapers;
}

/** Reads the given days once more, all in one run. */
export async function readAgain(
  system: LocalSystem,
  days: readonly string[],
  at: Date,
): Promise<IngestOutcome> {
  const scheduledTime = `${at.toISOString().slice(0, 19)}Z`;
  return ingestOutcomeSchema.parse(await system.invoke('Ingest', { scheduledTime, days }));
}
