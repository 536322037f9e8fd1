import { runId } from '../../shared/deliveries/run.ts';
import type { RunsStore } from '../../shared/deliveries/runs-store.ts';
import type { SliceJob } from '../../shared/jobs.ts';
import type { Log } from '../../shared/platform/log.ts';
import type { Queue } from '../../shared/platform/sqs.ts';
import { dueHours } from '../../shared/subscribers/due-hours.ts';
import { slotsOfZone } from '../../shared/subscribers/slots.ts';
import type { SubscribersStore } from '../../shared/subscribers/store.ts';

export interface DispatchDeps {
  readonly subscribers: Pick<SubscribersStore, 'zonesInUse'>;
  readonly runs: Pick<RunsStore, 'checkpoint' | 'advanceCheckpoint' | 'open'>;
  readonly slices: Queue;
  readonly log: Log;
}

export interface DispatchOutcome {
  readonly from: string;
  readonly to: string;
  readonly zones: number;
  readonly runs: number;
  readonly slices: number;
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
  const from = await start(scheduledTime, deps);
  const zones = await deps.subscribers.zonesInUse();
  const jobs = zones.flatMap(zone => slicesOf(zone, from, scheduledTime, deps.log));
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
    zones: zones.length,
    runs: runs.size,
    slices: jobs.length,
  };
}

async function start(scheduledTime: Date, { runs, log }: DispatchDeps): Promise<Date> {
  const checkpoint = await runs.checkpoint();
  if (checkpoint === undefined) return new Date(scheduledTime.getTime() - firstTick);
  const earliest = new Date(scheduledTime.getTime() - furthestBack);
  if (checkpoint >= earliest) return checkpoint;
  log.warn('due hours were missed', { from: checkpoint.toISOString(), to: earliest.toISOString() });
  return earliest;
}

/** One zone that cannot be read must not stop the others. */
function slicesOf(zone: string, from: Date, to: Date, log: Log): SliceJob[] {
  try {
    return dueHours(zone, from, to).flatMap(({ hour, localDate, at }) =>
      slotsOfZone(zone, hour).map(slot => ({ version: 1, kind: 'slice', run: runId(at), slot, localDate })),
    );
  } catch (error) {
    log.error('zone left out', error, { zone });
    return [];
  }
}
