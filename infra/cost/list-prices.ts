/**
 * AWS's list prices in us-east-1, in US dollars and without free tiers. From AWS's public price list as known on
 * `pricesAsOf`; what the documentation and price reports at hand confirmed on that day says so, the rest is marked.
 */
export const pricesAsOf = '2026-11-23';
export const pricesRegion = 'us-east-1';

interface ListPrice {
  /** US dollars for one `per`. */
  readonly usd: number;
  readonly per: string;
  /** Where AWS publishes it. */
  readonly source: string;
  /** Whether a second source, read on `pricesAsOf`, says the same. */
  readonly confirmed: boolean;
}

const price = (usd: number, per: string, source: string, confirmed = true): ListPrice => ({
  usd,
  per,
  source,
  confirmed,
});

export const listPrices = {
  mail: price(0.1 / 1e3, 'mail', 'aws.amazon.com/ses/pricing'),
  writeUnit: price(0.625 / 1e6, 'write request unit', 'aws.amazon.com/dynamodb/pricing/on-demand'),
  readUnit: price(0.125 / 1e6, 'read request unit', 'aws.amazon.com/dynamodb/pricing/on-demand'),
  tableGigabyte: price(0.25, 'GB-month of a table', 'aws.amazon.com/dynamodb/pricing/on-demand'),
  recoveryGigabyte: price(
    0.2,
    'GB-month of point-in-time recovery',
    'aws.amazon.com/dynamodb/pricing/on-demand',
    false,
  ),
  sqsRequest: price(0.4 / 1e6, 'request to a standard queue', 'aws.amazon.com/sqs/pricing'),
  snsPublish: price(
    0.5 / 1e6,
    'publish to a standard topic (deliveries to SQS are free, SQS counts a request)',
    'aws.amazon.com/sns/pricing',
  ),
  firehoseGibibyte: price(
    0.029,
    'GB (2^30 bytes) put into a stream, each record rounded up to 5 KiB; up to 500 TB a month',
    'aws.amazon.com/firehose/pricing',
  ),
  lambdaRequest: price(0.2 / 1e6, 'invocation', 'aws.amazon.com/lambda/pricing'),
  lambdaGigabyteSecond: price(0.0000133334, 'GB-second on arm64', 'aws.amazon.com/lambda/pricing'),
  schedule: price(1 / 1e6, 'invocation by EventBridge Scheduler', 'aws.amazon.com/eventbridge/pricing'),
  httpRequest: price(
    1 / 1e6,
    'request to an HTTP API, up to 512 kB',
    'aws.amazon.com/api-gateway/pricing',
    false,
  ),
  logGigabyte: price(0.5, 'GB of logs taken in', 'aws.amazon.com/cloudwatch/pricing'),
  keptLogGigabyte: price(
    0.03,
    'GB-month of logs kept, compressed',
    'aws.amazon.com/cloudwatch/pricing',
    false,
  ),
  customMetric: price(
    0.3,
    'custom metric and month, by the hours it is sent',
    'aws.amazon.com/cloudwatch/pricing',
  ),
  alarm: price(0.1, 'metric of a standard alarm and month', 'aws.amazon.com/cloudwatch/pricing', false),
  dashboard: price(3, 'dashboard and month', 'aws.amazon.com/cloudwatch/pricing'),
  trace: price(5 / 1e6, 'trace recorded', 'aws.amazon.com/xray/pricing'),
} as const satisfies Readonly<Record<string, ListPrice>>;

/**
 * What every account has each month for ever, not only in its first year. Not in the bill, but named beside it, for a
 * small stage pays next to nothing with it.
 */
export const standingAllowances = {
  dashboards: 3,
  alarms: 10,
  customMetrics: 10,
  sqsRequests: 1e6,
  logGigabytes: 5,
  traces: 100_000,
  lambdaRequests: 1e6,
  lambdaGigabyteSeconds: 400_000,
} as const;
