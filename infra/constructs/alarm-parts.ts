import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { HouseAlarmProps } from './house-alarm.ts';

/** The units of the pipeline, as far as alarms and dashboard look at them. */
export interface Watched {
  readonly ingest: { readonly function: IFunction; readonly deadLetterQueue: IQueue };
  readonly dispatch: { readonly function: IFunction; readonly deadLetterQueue: IQueue };
  readonly fanOut: QueueUnit;
  readonly mailer: QueueUnit;
  readonly feedback: QueueUnit;
  readonly sendEvents: { readonly function: IFunction; metricProcessed(period: Duration): IMetric };
  readonly web: { readonly function: IFunction; readonly api: Pick<HttpApi, 'metricServerError'> };
}

export interface QueueUnit {
  readonly function: IFunction;
  readonly queue: IQueue;
  readonly deadLetterQueue: IQueue;
}

/** Alarms by their construct's id. */
export type AlarmsByName = Readonly<Record<string, Omit<HouseAlarmProps, 'board'>>>;

export const silenceIsGood = (because: string) => ({ treatAs: TreatMissingData.NOT_BREACHING, because });

/** Waiting jobs look again within a quarter of an hour: in so long, each has said that it still waits. */
export const betweenLooks = Duration.minutes(30);

/** The sum or the largest of some metrics, whichever of them have data. */
export function combined(
  how: 'SUM' | 'MAX',
  metrics: Readonly<Record<string, IMetric>>,
  { label, period }: { readonly label: string; readonly period: Duration },
): MathExpression {
  const filled = Object.keys(metrics).map(name => `FILL(${name}, 0)`);
  return new MathExpression({
    expression: `${how}([${filled.join(', ')}])`,
    usingMetrics: metrics,
    label,
    period,
  });
}
