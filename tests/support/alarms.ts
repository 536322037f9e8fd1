import * as z from 'zod';

/** One metric that an alarm reads. */
interface AlarmMetric {
  /** Its name in the alarm's expression; `m` when the alarm has none. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly statistic: string;
  readonly dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
}

/** An alarm as the template says it. */
export interface TemplateAlarm {
  /** The last part of its construct path that says anything: `NoListing`. */
  readonly name: string;
  readonly description: string;
  readonly metrics: readonly AlarmMetric[];
  /** How its value comes from its metrics, by their ids; undefined when it is its one metric. */
  readonly expression: string | undefined;
  readonly threshold: number;
  readonly comparison: 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  readonly periods: number;
  readonly breachingPeriods: number;
  readonly missingData: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
  readonly actions: readonly unknown[];
  readonly okActions: readonly unknown[];
}

const dimensionsSchema = z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]);
const metricSchema = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: dimensionsSchema,
});
const statisticSchema = z.object({ Statistic: z.string() });
const propertiesSchema = z.object({
  AlarmDescription: z.string(),
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions: dimensionsSchema,
  Statistic: z.string().optional(),
  Metrics: z
    .array(
      z.object({
        Id: z.string(),
        Expression: z.string().optional(),
        MetricStat: z.object({ Metric: metricSchema, Stat: z.string() }).optional(),
      }),
    )
    .optional(),
  Threshold: z.number(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  EvaluationPeriods: z.int(),
  DatapointsToAlarm: z.int(),
  TreatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']),
  AlarmActions: z.array(z.unknown()),
  OKActions: z.array(z.unknown()),
});
const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown().optional() })),
});

/** The alarms of a template. */
export function readAlarms(template: unknown): TemplateAlarm[] {
  const resources = Object.entries(templateSchema.parse(template).Resources);
  return resources
    .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    .map(([id, { Properties }]) =>
      readAlarm(/^Alarms(\w+?)Alarm[0-9A-F]{8}$/.exec(id)?.[1] ?? id, Properties),
    );
}

function readAlarm(name: string, value: unknown): TemplateAlarm {
  const alarm = propertiesSchema.parse(value);
  const single =
    alarm.Metrics === undefined
      ? [
          {
            Id: 'm',
            MetricStat: { Metric: metricSchema.parse(alarm), Stat: statisticSchema.parse(alarm).Statistic },
          },
        ]
      : alarm.Metrics;
  const metrics = single.flatMap(({ Id, MetricStat }): AlarmMetric[] => {
    if (MetricStat === undefined) return [];
    const { Namespace, MetricName, Dimensions } = MetricStat.Metric;
    const statistic = MetricStat.Stat;
    return [{ id: Id, namespace: Namespace, name: MetricName, statistic, dimensions: Dimensions }];
  });
  return {
    name,
    description: alarm.AlarmDescription,
    metrics,
    expression: alarm.Metrics?.map(({ Expression }) => Expression).find(found => found !== undefined),
    threshold: alarm.Threshold,
    comparison: alarm.ComparisonOperator,
    periods: alarm.EvaluationPeriods,
    breachingPeriods: alarm.DatapointsToAlarm,
    missingData: alarm.TreatMissingData,
    actions: alarm.AlarmActions,
    okActions: alarm.OKActions,
  };
}

/** What an alarm's metrics say in a period, by their ids; one without data is left out. */
type Readings = Readonly<Record<string, number | undefined>>;

/**
 * Whether an alarm rings over its periods, newest last, as CloudWatch decides it: each period has the readings of the
 * alarm's metrics, or the alarm's value, or undefined for no data, which counts as the alarm says.
 */
export function rings(alarm: TemplateAlarm, periods: readonly (number | Readings | undefined)[]): boolean {
  const values = periods.map(period =>
    typeof period === 'object' ? valueOf(alarm.expression, period) : period,
  );
  const missing = Array.from<undefined>({ length: Math.max(0, alarm.periods - values.length) });
  const latest = [...missing, ...values].slice(-alarm.periods);
  const breaching = latest.filter(value => {
    if (value === undefined) return alarm.missingData === 'breaching';
    return alarm.comparison === 'LessThanThreshold' ? value < alarm.threshold : value >= alarm.threshold;
  });
  return breaching.length >= alarm.breachingPeriods;
}

const functions: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: values => values.reduce((sum, value) => sum + value, 0),
  MAX: values => Math.max(...values),
};

/** The expressions that the alarms are written in: of metrics that count as a number where they have no data. */
function valueOf(expression: string | undefined, readings: Readings): number {
  const [, name = '', list = ''] = /^(\w+)\(\[(.+)\]\)$/.exec(expression ?? '') ?? [];
  const combine = functions[name];
  if (combine === undefined) throw new Error(`this test cannot work out ${expression ?? 'a single metric'}`);
  const terms = [...list.matchAll(/FILL\((\w+), (\d+)\)/g)];
  const unknown = Object.keys(readings).find(id => !terms.some(([, metric]) => metric === id));
  if (unknown !== undefined) throw new Error(`${expression} does not read ${unknown}`);
  return combine(terms.map(([, metric = '', otherwise]) => readings[metric] ?? Number(otherwise)));
}
