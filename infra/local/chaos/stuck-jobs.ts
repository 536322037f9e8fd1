import * as z from 'zod';
import { digestJobSchema, sliceJobSchema } from '../../../shared/jobs.ts';
import type { MessageFate } from '../servers/interference.ts';
import { parseJsonObject } from '../servers/json.ts';
import type { Stuck } from './plan-stuck.ts';
import type { ChaosReader } from './readers.ts';

const jobSchema = z.discriminatedUnion('kind', [digestJobSchema, sliceJobSchema]);

/** Knows the messages of the jobs that are stuck. */
export function createStuckJobs(
  stuck: Stuck | undefined,
  readers: readonly ChaosReader[],
): (body: string) => MessageFate {
  if (stuck === undefined) return () => 'normal';
  const byId = new Map([...stuck.readers].map(([reader, fate]) => [readers[reader]?.id, fate]));
  return body => {
    const job = jobSchema.safeParse(parseJsonObject(body)).data;
    if (job === undefined) return 'normal';
    if (job.kind === 'digest') return byId.get(job.subscriber) ?? 'normal';
    return job.slot.endsWith(`#${stuck.shard}`) ? stuck.slice : 'normal';
  };
}
