import * as z from 'zod';
import type { FunctionUse } from './counts.ts';

const start = /^START RequestId: /;
const end = /^END RequestId: \S+ Duration: (\d+) ms$/;
const metricLineSchema = z.object({
  _aws: z.object({
    CloudWatchMetrics: z.array(z.object({ Metrics: z.array(z.object({ Name: z.string() })) })),
  }),
});

/** What a stretch of a function's log in the local system says: invocations, their time, and what they logged. */
export function readInvocations(text: string): FunctionUse & { readonly metrics: readonly string[] } {
  let invocations = 0;
  let milliseconds = 0;
  let logLines = 0;
  let logBytes = 0;
  const metrics = new Set<string>();
  for (const line of text.split('\n')) {
    const ended = end.exec(line);
    if (line === '' || start.test(line)) continue;
    if (ended === null) {
      logLines += 1;
      logBytes += Buffer.byteLength(line);
      for (const name of metricNames(line)) metrics.add(name);
    } else {
      invocations += 1;
      milliseconds += Number(ended[1]);
    }
  }
  return { invocations, milliseconds, logLines, logBytes, metrics: [...metrics] };
}

/** The custom metrics that a line in embedded metric format sends. */
function metricNames(line: string): readonly string[] {
  if (!line.includes('"_aws"')) return [];
  const { data } = metricLineSchema.safeParse(JSON.parse(line));
  return data?._aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name)) ?? [];
}
