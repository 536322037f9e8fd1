import { runId } from '../../shared/deliveries/run.ts';
import type { RunsStore } from '../../shared/deliveries/runs-store.ts';
import type { SliceJob } from '../../shared/jobs.ts';
import type { Log } from '../../shared/platform/log.ts';
import type { Queue } from '../../shared/platform/sqs.ts';
import { dueHours } from '../../shared/subscribers/due-hours.ts';
import type { ZoneHour } from '../../shared/subscribers/slots.ts';
import { slotsOf } from '../../shared/subscribers/slots.ts';
import type { SlotsStore } from '../../shared/subscribers/slots-store.ts';

export interface DispatchDeps {
  readonly readers: Pick<SlotsStore, 'hoursInUse'>;
  readonly runs: Pick<RunsStore, 'checkpoint' | 'advanceCheckpoint' | 'open'>;
  readonly slices: Queue;
  readonly log: Log;
}

export interface DispatchOutcome {
  readonly from: string;
  readonly to: string;
  readonly runs: number;
  readonly slices: number;
  /** Zones of which the hours could not be worked out, and one more when due hours were given up as too old. */
  readonly leftOut: number;
}

/** A missed tick is caught up, but a mail of yesterday's hour is no use to anybody. */
const furthestBack = 24 * 3_600_000;
/** What the first tick of a new system covers: its own quarter of an hour. */
const firstTick = 15 * 60_000;

/**
 * Queues one slice for every (zone, hour, shard) that came due since the checkpoint. The checkpoint moves last: a
 * crash on the way queues the same slices again under the same runs, which the ledger makes harmless.
 */
export async function dispatch(scheduledTime: Date, deps: DispatchDeps): Promise<DispatchOutcome> {
  const { from, missed } = await start(scheduledTime, deps);
  const zones = Map.groupBy(await deps.readers.hoursInUse(), ({ zone }) => zone);
  const perZone = [...zones].map(([zone, inUse]) => slicesOf(zone, inUse, from, scheduledTime, deps.log));
  const jobs = perZone.flatMap(slices => slices ?? []);
  const runs = Map.groupBy(jobs, job => job.run);
  for (const [run, slices] of runs) {
    await deps.runs.open(
      run,
      slices.map(slice => slice.slot),
    );
    await deps.slices.send(slices.map(slice => JSON.stringify(slice)));
  }
  await deps.runs.advanceCheckpoint(scheduledTime);
  return {
    from: from.toISOString(),
    to: scheduledTime.toISOString(),
    runs: runs.size,
    slices: jobs.length,
    leftOut: perZone.filter(slices => slices === undefined).length + (missed ? 1 : 0),
  };
}

/** Where the tick goes on from, and whether hours before that are given up. */
async function start(
  scheduledTime: Date,
  { runs, log }: DispatchDeps,
): Promise<{ readonly from: Date; readonly missed: boolean }> {
  const checkpoint = await runs.checkpoint();
  if (checkpoint === undefined) return { from: new Date(scheduledTime.getTime() - firstTick), missed: false };
  const earliest = new Date(scheduledTime.getTime() - furthestBack);
  if (checkpoint >= earliest) return { from: checkpoint, missed: false };
  log.warn('due hours were missed', { from: checkpoint.toISOString(), to: earliest.toISOString() });
  return { from: earliest, missed: true };
}

/** One zone that cannot be read must not stop the others: undefined. */
function slicesOf(
  zone: string,
  inUse: readonly ZoneHour[],
  from: Date,
  to: Date,
  log: Log,
): SliceJob[] | undefined {
  try {
    const hours = new Set(inUse.map(({ hour }) => hour));
    const due = dueHours(zone, from, to).filter(({ hour }) => hours.has(hour));
    return due.flatMap(({ hour, localDate, at }) =>
      slotsOf({ zone, hour }).map(slot => ({ version: 1, kind: 'slice', run: runId(at), slot, localDate })),
    );
  } catch (error) {
    log.error('zone left out', error, { zone });
    return undefined;
  }
}
