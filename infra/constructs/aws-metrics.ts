import type { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** A metric that AWS itself writes, free of charge, for the whole account in a region: it has no dimensions. */
export function regionMetric(
  namespace: 'AWS/SES' | 'AWS/Lambda',
  metricName: string,
  statistic: 'Sum' | 'Maximum',
  period: Duration,
): Metric {
  return new Metric({ namespace, metricName, statistic, period, label: metricName });
}
