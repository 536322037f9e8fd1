import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { LocalSystem } from '../../infra/local/local-system.ts';
import type { MetricName } from '../../shared/platform/metric-names.ts';

const lineSchema = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.tuple([
      z.object({
        Namespace: z.literal('DailyPapers'),
        Dimensions: z.tuple([z.tuple([z.literal('Stage')])]),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ]),
  }),
  Stage: z.literal('local'),
});

/** The log is written beside the work; what is in it after so many milliseconds without a new line is all. */
const settled = 250;

/** Every line that a function of the running system has logged so far, failures of invocations among them. */
export async function readLog(system: LocalSystem, functionName: string): Promise<readonly string[]> {
  const file = join(system.stateDirectory, 'logs', `${functionName}.log`);
  const read = () => readFile(file, 'utf8').catch(() => '');
  for (let before = await read(); ; ) {
    await pause(settled);
    const after = await read();
    if (after === before) return after.split('\n');
    before = after;
  }
}

/** The values of a metric that a function has written so far, oldest first, read as CloudWatch would. */
export async function emitted(
  system: LocalSystem,
  functionName: string,
  metric: MetricName,
): Promise<readonly number[]> {
  const lines = await readLog(system, functionName);
  return lines
    .filter(line => line.includes('"_aws"'))
    .map(line => lineSchema.parse(JSON.parse(line)))
    .filter(({ _aws }) => _aws.CloudWatchMetrics[0].Metrics.some(({ Name }) => Name === metric))
    .map(line => z.number().parse(line[metric]));
}
