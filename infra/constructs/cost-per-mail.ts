import type { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFunction, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { listPrices } from '../cost/list-prices.ts';

export interface CostPerMailProps {
  readonly sent: IMetric;
  readonly tables: readonly TableV2[];
  readonly functions: readonly IFunction[];
  readonly period: Duration;
}

/**
 * What a thousand mails cost in US dollars at list prices: SES, DynamoDB's units and Lambda's time, the parts that
 * change when something is amiss. Queues and stream cost the same for every mail, which is left out.
 */
export function costPerThousandMails(props: CostPerMailProps): MathExpression {
  const { sent, tables, functions, period } = props;
  const summed = { statistic: 'Sum', period };
  const writes = named(
    'w',
    tables.map(table => table.metricConsumedWriteCapacityUnits(summed)),
  );
  const reads = named(
    'r',
    tables.map(table => table.metricConsumedReadCapacityUnits(summed)),
  );
  const times = named(
    't',
    functions.map(each => each.metricDuration(summed)),
  );
  const cost = [
    `${total(writes)} * ${decimal(listPrices.writeUnit.usd)}`,
    `${total(reads)} * ${decimal(listPrices.readUnit.usd)}`,
    ...functions.map((each, index) => `FILL(t${index}, 0) * ${decimal(millisecondOf(each))}`),
  ].join(' + ');
  return new MathExpression({
    expression: `1000 * (${decimal(listPrices.mail.usd)} + (${cost}) / sent)`,
    usingMetrics: { sent, ...writes, ...reads, ...times },
    label: 'US dollars per 1,000 mails',
    period,
  });
}

/** What a function costs for each millisecond that it runs. */
function millisecondOf({ node: { defaultChild } }: IFunction): number {
  const megabytes = defaultChild instanceof CfnFunction ? (defaultChild.memorySize ?? 128) : 128;
  return (megabytes / 1024 / 1000) * listPrices.lambdaGigabyteSecond.usd;
}

/** CloudWatch's expressions know no powers of ten. */
function decimal(dollars: number): string {
  return dollars.toFixed(12);
}

function named(letter: string, metrics: readonly IMetric[]): Record<string, IMetric> {
  return Object.fromEntries(metrics.map((metric, index) => [`${letter}${index}`, metric]));
}

function total(metrics: Readonly<Record<string, IMetric>>): string {
  return `SUM([${Object.keys(metrics)
    .map(name => `FILL(${name}, 0)`)
    .join(', ')}])`;
}
