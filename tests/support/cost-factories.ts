import { type Counts, noCounts } from '../../infra/cost/counts.ts';
import type { Measurement } from '../../infra/cost/measure.ts';
import type { StageResources } from '../../infra/cost/stage-resources.ts';

export const someCounts = (counts: Partial<Counts>): Counts => ({ ...noCounts, ...counts });

/** A run in which nothing was used but what a test says. */
export function someMeasurement(measured: Partial<Measurement> = {}): Measurement {
  return {
    readers: 10,
    papers: 0,
    perMail: noCounts,
    perSlice: noCounts,
    perTick: noCounts,
    perPoll: noCounts,
    perListing: noCounts,
    perPage: noCounts,
    ticksPerDay: 0,
    pollsPerDay: 0,
    mailBytes: 0,
    ledgerLineBytes: 0,
    subscriberBytes: 0,
    ...measured,
  };
}

/** A stage that costs nothing when nothing happens. */
export function someResources(resources: Partial<StageResources> = {}): StageResources {
  return {
    alarmMetrics: 0,
    dashboards: 0,
    consumedQueues: 0,
    logRetentionDays: 30,
    functions: {},
    ...resources,
  };
}
