import * as z from 'zod';
import type { Context } from '../command.ts';
import { OpsError } from '../ops-error.ts';

/** What the ingest function says it did, as far as an operator wants to know. */
const outcomeSchema = z.object({
  daysRead: z.number(),
  failedDays: z.number(),
  entries: z.number(),
  newPapers: z.number(),
  changedPapers: z.number(),
  newEntries: z.number(),
  lateEntries: z.number(),
});
export type DaysRead = z.output<typeof outcomeSchema>;

/** As many as the schedule reads at once: they fit the function's five minutes. */
const daysAtOnce = 7;

/**
 * Lets the ingest function read these days, seven at a time, oldest first. Throws OpsError naming the day to go on
 * from when it fails on the way; what was read before stays.
 */
export async function readDays(days: readonly string[], context: Context): Promise<DaysRead> {
  const { target, terminal, clock } = context;
  let total: DaysRead | undefined;
  for (let start = 0; start < days.length; start += daysAtOnce) {
    const part = days.slice(start, start + daysAtOnce);
    const outcome = await readPart(part, days, { target, clock });
    total = total === undefined ? outcome : add(total, outcome);
    if (days.length > daysAtOnce)
      terminal.note(`read ${start + part.length} of ${days.length} days, up to ${part.at(-1) ?? ''}`);
  }
  return total ?? outcomeSchema.parse({});
}

async function readPart(
  part: readonly string[],
  all: readonly string[],
  { target, clock }: Pick<Context, 'target' | 'clock'>,
): Promise<DaysRead> {
  try {
    return outcomeSchema.parse(
      await target.invoke('Ingest', { scheduledTime: clock().toISOString(), days: part }),
    );
  } catch (cause) {
    if (!(cause instanceof OpsError)) throw cause;
    const rest = `--from ${part[0] ?? ''} --to ${all.at(-1) ?? ''}`;
    throw new OpsError(
      `${cause.message}\nNothing from ${part[0] ?? ''} on was read to the end. Go on with: ${rest}`,
      {
        cause,
      },
    );
  }
}

function add(left: DaysRead, right: DaysRead): DaysRead {
  return {
    daysRead: left.daysRead + right.daysRead,
    failedDays: left.failedDays + right.failedDays,
    entries: left.entries + right.entries,
    newPapers: left.newPapers + right.newPapers,
    changedPapers: left.changedPapers + right.changedPapers,
    newEntries: left.newEntries + right.newEntries,
    lateEntries: left.lateEntries + right.lateEntries,
  };
}
