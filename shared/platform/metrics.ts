import type { Clock } from './clock.ts';
import {
  type MetricDefinition,
  type MetricName,
  metricDefinitions,
  metricNamespace,
  stageDimension,
} from './metric-names.ts';

/** What one invocation has to say. Zeroes are not written: a metric that says nothing costs nothing. */
export type MetricValues = Readonly<Partial<Record<MetricName, number>>>;

export interface Metrics {
  /** Writes the values, at once; call it once for an invocation. */
  put(values: MetricValues): void;
}

/**
 * A line in CloudWatch's embedded metric format, from which CloudWatch Logs makes metrics without a call to any API;
 * undefined when there is nothing to say. (Amazon CloudWatch user guide, "Embedded metric format specification".)
 */
export function formatMetrics(stage: string, values: MetricValues, at: Date): string | undefined {
  const said = Object.entries(values).filter(([, value]) => Number.isFinite(value) && value !== 0);
  if (said.length === 0) return undefined;
  const definitions: Readonly<Record<string, MetricDefinition>> = metricDefinitions;
  return JSON.stringify({
    _aws: {
      Timestamp: at.getTime(),
      CloudWatchMetrics: [
        {
          Namespace: metricNamespace,
          Dimensions: [[stageDimension]],
          Metrics: said.map(([name]) => ({ Name: name, Unit: definitions[name]?.unit ?? 'None' })),
        },
      ],
    },
    [stageDimension]: stage,
    ...Object.fromEntries(said),
  });
}

/** Metrics on standard output, where Lambda's log group reads them. */
export function createMetrics(
  stage: string,
  clock: Clock,
  write: (line: string) => void = line => {
    process.stdout.write(`${line}\n`);
  },
): Metrics {
  return {
    put(values) {
      const line = formatMetrics(stage, values, clock());
      if (line !== undefined) write(line);
    },
  };
}
