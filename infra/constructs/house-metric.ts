import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  type MetricDefinition,
  type MetricName,
  metricDefinitions,
  metricNamespace,
  stageDimension,
} from '../../shared/platform/metric-names.ts';

/** A metric that the functions of a stage write. */
export function houseMetric(
  stage: string,
  name: MetricName,
  statistic: 'Sum' | 'Maximum',
  period: Duration,
): Metric {
  const { unit }: MetricDefinition = metricDefinitions[name];
  return new Metric({
    namespace: metricNamespace,
    metricName: name,
    dimensionsMap: { [stageDimension]: stage },
    statistic,
    period,
    label: unit === 'Percent' ? `${name} (%)` : name,
  });
}
