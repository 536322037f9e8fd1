import { listPrices, standingAllowances } from './list-prices.ts';
import type { MonthlyUse } from './monthly-use.ts';

/** One line of a month's bill. */
export interface BillLine {
  readonly service: Service;
  readonly item: string;
  readonly quantity: number;
  /** US dollars. */
  readonly usd: number;
}

export const services = [
  'SES',
  'DynamoDB',
  'SQS',
  'SNS',
  'Firehose',
  'Lambda',
  'CloudWatch',
  'X-Ray',
  'EventBridge Scheduler',
  'API Gateway',
] as const;
export type Service = (typeof services)[number];

const pricing: readonly (readonly [Service, string, keyof MonthlyUse, keyof typeof listPrices])[] = [
  ['SES', 'mails', 'mails', 'mail'],
  ['DynamoDB', 'writes', 'writeUnits', 'writeUnit'],
  ['DynamoDB', 'reads', 'readUnits', 'readUnit'],
  ['DynamoDB', 'storage', 'storedGigabytes', 'tableGigabyte'],
  ['DynamoDB', 'point-in-time recovery', 'storedGigabytes', 'recoveryGigabyte'],
  ['SQS', 'requests', 'sqsRequests', 'sqsRequest'],
  ['SNS', 'publishes', 'snsPublishes', 'snsPublish'],
  ['Firehose', 'ingestion', 'streamedGibibytes', 'firehoseGibibyte'],
  ['Lambda', 'invocations', 'lambdaRequests', 'lambdaRequest'],
  ['Lambda', 'time', 'lambdaGigabyteSeconds', 'lambdaGigabyteSecond'],
  ['CloudWatch', 'logs taken in', 'logGigabytes', 'logGigabyte'],
  ['CloudWatch', 'logs kept', 'keptLogGigabytes', 'keptLogGigabyte'],
  ['CloudWatch', 'custom metrics', 'customMetrics', 'customMetric'],
  ['CloudWatch', 'alarms', 'alarms', 'alarm'],
  ['CloudWatch', 'dashboards', 'dashboards', 'dashboard'],
  ['X-Ray', 'traces', 'traces', 'trace'],
  ['EventBridge Scheduler', 'invocations', 'schedules', 'schedule'],
  ['API Gateway', 'requests', 'httpRequests', 'httpRequest'],
];

/** A month at list prices. */
export function billOf(use: MonthlyUse): readonly BillLine[] {
  return pricing.map(([service, item, quantity, price]) => ({
    service,
    item,
    quantity: use[quantity],
    usd: use[quantity] * listPrices[price].usd,
  }));
}

/** US dollars of all lines, or of one service's. */
export function total(bill: readonly BillLine[], of?: Service): number {
  return bill
    .filter(({ service }) => of === undefined || service === of)
    .reduce((sum, { usd }) => sum + usd, 0);
}

/** US dollars of everything that is not SES's own. */
export function overhead(bill: readonly BillLine[]): number {
  return total(bill) - total(bill, 'SES');
}

/** What is left of a month's use when an account has nothing else that draws on its standing allowances. */
export function beyondAllowances(use: MonthlyUse): MonthlyUse {
  const beyond = (quantity: number, allowance: number) => Math.max(0, quantity - allowance);
  return {
    ...use,
    dashboards: beyond(use.dashboards, standingAllowances.dashboards),
    alarms: beyond(use.alarms, standingAllowances.alarms),
    customMetrics: beyond(use.customMetrics, standingAllowances.customMetrics),
    sqsRequests: beyond(use.sqsRequests, standingAllowances.sqsRequests),
    logGigabytes: beyond(use.logGigabytes, standingAllowances.logGigabytes),
    traces: beyond(use.traces, standingAllowances.traces),
    lambdaRequests: beyond(use.lambdaRequests, standingAllowances.lambdaRequests),
    lambdaGigabyteSeconds: beyond(use.lambdaGigabyteSeconds, standingAllowances.lambdaGigabyteSeconds),
  };
}
