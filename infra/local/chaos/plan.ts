import type { BatchFate, Fate } from '../servers/interference.ts';
import type { FaultName } from './fault-names.ts';
import { planBatches } from './plan-batches.ts';
import { planEvents } from './plan-events.ts';
import { type Kill, planKills } from './plan-kills.ts';
import { type Poison, planPoison } from './plan-poison.ts';
import { planDynamo, planIngestDynamo, planSends } from './plan-requests.ts';
import { planStuck, type Stuck } from './plan-stuck.ts';
import { planTicks, type Tick } from './plan-ticks.ts';
import { planUpstream, type UpstreamFault } from './plan-upstream.ts';
import type { Draw, Has, Schedule } from './planned.ts';
import { createRandom } from './random.ts';

export interface ChaosInput {
  readonly seed: number;
  readonly subscribers: number;
  readonly kills: number;
  readonly faults: readonly FaultName[];
}

/**
 * All that goes wrong in a run, fixed before it begins. Moments are logical, so that the same seed meets the same calls
 * on a fast machine and on a slow one: the keys are "the n-th …", counted from 1 over the whole run.
 */
export interface ChaosPlan {
  readonly kills: readonly Kill[];
  /** By call of SendRawEmail. */
  readonly sends: Schedule<Fate>;
  /** The reader, counted from 0, whose address SES rejects. */
  readonly rejected: number | undefined;
  /** Readers, counted from 0, who leave while their mails are on their way. */
  readonly leavers: readonly number[];
  /** By request to DynamoDB, of any function but ingest. */
  readonly dynamo: Schedule<Fate>;
  /** By request of ingest to DynamoDB. */
  readonly ingestDynamo: Schedule<Fate>;
  /** Writing requests, to any service and of any function but ingest, of which no server can do any. */
  readonly diskFull: { readonly from: number; readonly to: number } | undefined;
  /** By event of SES: the pauses before each time that it is handed over. */
  readonly events: Schedule<readonly number[]>;
  /** No event arrives. */
  readonly noEvents: boolean;
  /** By batch that a queue delivers. */
  readonly batches: Schedule<BatchFate>;
  /** Messages that nobody can work on. */
  readonly poison: readonly Poison[];
  /** Jobs that fail until they are given back. */
  readonly stuck: Stuck | undefined;
  /** By request to the listing. */
  readonly upstream: Schedule<UpstreamFault>;
  /** Of dispatch, in order. */
  readonly ticks: readonly Tick[];
}

/** The whole schedule of a run, by nothing but its input. */
export function planChaos({ seed, subscribers, kills, faults }: ChaosInput): ChaosPlan {
  const has: Has = name => faults.includes(name);
  const draw: Draw = part => createRandom(seed, part);
  const diskFullAt = draw('disk').whole(Math.ceil(subscribers / 2), 2 * subscribers);
  return {
    kills: planKills(draw('kills'), { subscribers, kills, events: !has('events-never') }),
    sends: planSends(draw, subscribers, has),
    rejected: has('ses-reject') ? draw('ses-reject').whole(0, subscribers - 1) : undefined,
    leavers: planLeavers(draw, subscribers),
    dynamo: planDynamo(draw, 5 * subscribers, has),
    ingestDynamo: planIngestDynamo(has),
    diskFull: has('disk-full')
      ? { from: diskFullAt, to: diskFullAt + 5 + Math.ceil(subscribers / 20) }
      : undefined,
    events: planEvents(draw, subscribers, has),
    noEvents: has('events-never'),
    batches: planBatches(draw, subscribers, has),
    poison: planPoison(draw, subscribers, has),
    stuck: planStuck(draw, subscribers, has),
    upstream: planUpstream(has),
    ticks: planTicks(has),
  };
}

/** One in a hundred, and two at the least if there are ten. */
function planLeavers(draw: Draw, subscribers: number): readonly number[] {
  const count = Math.min(Math.floor(subscribers / 5), Math.max(2, Math.round(subscribers / 100)));
  return draw('leavers')
    .different(count, subscribers)
    .map(number => number - 1);
}
