import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  type Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { hoursWithASettling, hoursWithATick } from '../schedule-gaps.ts';
import type { StageSettings } from '../stages.ts';
import { createAlarmTopic } from './alarm-topic.ts';
import { regionMetric } from './aws-metrics.ts';
import { createBudget } from './budget.ts';
import { HouseAlarm, type HouseAlarmProps } from './house-alarm.ts';
import { houseMetric } from './house-metric.ts';

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

interface QueueUnit {
  readonly function: IFunction;
  readonly queue: IQueue;
  readonly deadLetterQueue: IQueue;
}

export interface AlarmsProps {
  readonly settings: StageSettings;
  readonly watched: Watched;
}

const silenceIsGood = (because: string) => ({ treatAs: TreatMissingData.NOT_BREACHING, because });

/** Waiting jobs look again within a quarter of an hour: in so long, each has said that it still waits. */
const betweenLooks = Duration.minutes(30);

/**
 * Everything worth waking a person for, and nothing else. CloudWatch charges 0.10 US dollars a month for each metric
 * that an alarm reads, of which every account has ten free, so each is here for a reason of its own.
 * tests/infra/idle-cost.test.ts holds the bill that they are the largest part of.
 */
export class Alarms extends Construct {
  readonly topic: Topic;
  readonly all: readonly Alarm[];

  constructor(scope: Construct, id: string, { settings, watched }: AlarmsProps) {
    super(scope, id);
    this.topic = createAlarmTopic(this, 'Topic', settings.alarmAddress);
    const board = { topic: this.topic, runbookUrl: settings.runbookUrl };
    const alarms = {
      ...listingAlarms(settings),
      ...dispatchAlarms(settings, watched),
      ...deliveryAlarms(settings.name),
      ...reputationAlarms(settings.name),
      ...waitAlarms(settings, watched),
      ...machineryAlarms(watched),
    };
    this.all = Object.entries(alarms).map(
      ([name, props]) => new HouseAlarm(this, name, { board, ...props }).alarm,
    );
    if (settings.monthlyBudget !== undefined)
      createBudget(this, 'Budget', settings.monthlyBudget, this.topic);
  }
}

type AlarmsByName = Readonly<Record<string, Omit<HouseAlarmProps, 'board'>>>;

function listingAlarms({ name: stage, schedule }: StageSettings): AlarmsByName {
  const hoursToSettle = hoursWithASettling(schedule);
  return {
    ...(hoursToSettle !== undefined && {
      NoListing: {
        article: 'No listing came in',
        severity: 'now',
        impact: "Every reader: today's papers are not in, so they get no digest, or one without them.",
        // Filled in, for CloudWatch looks further back than it is told to where data is missing.
        metric: new MathExpression({
          expression: 'FILL(settled, 0)',
          usingMetrics: { settled: houseMetric(stage, 'DaysSettled', 'Sum', Duration.hours(1)) },
          label: 'Newest day settled',
          period: Duration.hours(1),
        }),
        threshold: 1,
        comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
        // A day settles at the settle hour, once; so with hourly polls, after a day and an hour of silence today's has
        // not. At weekends as well, where polls go on: what stopped on a Saturday is mended before Monday's mails.
        periods: hoursToSettle,
        missingData: {
          treatAs: TreatMissingData.BREACHING,
          because: 'no list day has settled, which is what this alarm is about',
        },
      },
    }),
    DayDelayed: {
      article: 'A day is delayed',
      severity: 'today',
      impact: 'Every reader, from the settle hour on: a list day cannot be read, or not anew.',
      metric: houseMetric(stage, 'DaysDelayed', 'Maximum', Duration.hours(1)),
      threshold: 1,
      // One hourly poll may fail; the next one mends it.
      periods: 3,
      breachingPeriods: 2,
      missingData: silenceIsGood('every day that was asked for was read'),
    },
  };
}

function dispatchAlarms({ schedule }: StageSettings, { dispatch }: Watched): AlarmsByName {
  const hours = hoursWithATick(schedule.dispatch);
  if (hours === undefined) return {};
  return {
    NoDispatch: {
      article: 'Nobody is looked for',
      severity: 'now',
      impact:
        'Every reader: nobody looks for who is due, so nobody gets a digest, and no other alarm can tell.',
      metric: dispatch.function.metricInvocations({ statistic: 'Sum', period: Duration.hours(1) }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: hours,
      missingData: {
        treatAs: TreatMissingData.BREACHING,
        because: 'dispatch was not invoked, which is what this alarm is about',
      },
    },
  };
}

function deliveryAlarms(stage: string): AlarmsByName {
  return {
    RunIncomplete: {
      article: 'A run is incomplete',
      severity: 'now',
      impact:
        'Readers of that hour: two hours after it, some have neither their digest nor a reason why not, or no job was made.',
      metric: houseMetric(stage, 'IncompleteRuns', 'Sum', Duration.hours(1)),
      threshold: 1,
      missingData: silenceIsGood('every run was over after two hours, or nobody was due'),
    },
    OutcomesUnknown: {
      article: 'Outcomes stay unknown',
      severity: 'today',
      impact:
        'Some readers of that run: SES took their digest or not, and nobody can tell. It is sent again after the grace.',
      metric: houseMetric(stage, 'OutcomesUnknown', 'Sum', Duration.hours(1)),
      threshold: 1,
      missingData: silenceIsGood('every outcome was known after an hour, or nobody was due'),
    },
    DigestsFailed: {
      article: 'SES refuses digests',
      severity: 'now',
      impact:
        'The readers of these digests: SES refused them for good, so they are not sent again by themselves.',
      metric: houseMetric(stage, 'DigestsFailed', 'Sum', Duration.minutes(15)),
      // Fewer may be addresses that SES does not take.
      threshold: 5,
      missingData: silenceIsGood('SES refused nobody'),
    },
    BreakerOpen: {
      article: 'The breaker is open',
      severity: 'now',
      impact: 'Every reader who is due: SES refuses all mail, so digests wait.',
      metric: houseMetric(stage, 'BreakerOpen', 'Maximum', betweenLooks),
      threshold: 1,
      missingData: silenceIsGood('no digest came upon an open breaker'),
    },
    QuotaUsed: {
      article: 'The daily quota is nearly used up',
      severity: 'today',
      impact:
        'Readers who are due later today: when the quota is gone, their digests wait for up to a day, and so do confirmations.',
      metric: houseMetric(stage, 'QuotaUsedPercent', 'Maximum', Duration.hours(1)),
      threshold: 80,
      missingData: silenceIsGood('nothing was sent'),
    },
  };
}

function reputationAlarms(stage: string): AlarmsByName {
  const keep = {
    treatAs: TreatMissingData.IGNORE,
    because: 'nothing was sent, so the rate stays what it was',
  };
  const everybody = `Everybody who mails from this account, stage ${stage} among them`;
  return {
    BounceRate: {
      article: 'Too many mails bounce',
      severity: 'today',
      impact: `${everybody}: at 5 % bounces SES puts the account under review, at 10 % it stops all mail.`,
      metric: regionMetric('AWS/SES', 'Reputation.BounceRate', 'Maximum', Duration.hours(1)),
      threshold: 0.03,
      missingData: keep,
    },
    ComplaintRate: {
      article: 'Too many readers complain',
      severity: 'today',
      impact: `${everybody}: at 0.1 % complaints SES puts the account under review, at 0.5 % it stops all mail.`,
      metric: regionMetric('AWS/SES', 'Reputation.ComplaintRate', 'Maximum', Duration.hours(1)),
      threshold: 0.0008,
      missingData: keep,
    },
  };
}

/**
 * Each reads two ages. SQS tells that of the oldest message, but leaves out what was received three times and more; so
 * what is tried again and again, or put off, tells its own.
 */
function waitAlarms({ name, rates }: StageSettings, { mailer, feedback }: Watched): AlarmsByName {
  const queueAge = ({ queue }: QueueUnit, period: Duration) =>
    queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period });
  const eventsPeriod = Duration.minutes(5);
  return {
    JobsWait: {
      article: 'Jobs wait too long',
      severity: 'today',
      impact: 'Readers who were due two hours ago: their digest is still in the queue.',
      metric: largestOf(
        {
          queued: queueAge(mailer, betweenLooks),
          waiting: houseMetric(name, 'WaitingJobSeconds', 'Maximum', betweenLooks),
        },
        'The oldest job (seconds)',
        betweenLooks,
      ),
      threshold: Duration.hours(2).toSeconds(),
      missingData: silenceIsGood('SQS says nothing of a queue that has been empty for hours'),
    },
    EventsWait: {
      article: 'SES events wait too long',
      severity: 'now',
      impact:
        'Readers whose outcome is unknown: without its Send event their mail goes out twice. And who complained is still mailed.',
      metric: largestOf(
        {
          queued: queueAge(feedback, eventsPeriod),
          // An event that failed comes again every three minutes.
          failed: houseMetric(name, 'FailedEventSeconds', 'Maximum', eventsPeriod),
        },
        'The oldest event (seconds)',
        eventsPeriod,
      ),
      // While there is time to mend it: when the grace is over, mails go out again.
      threshold: (rates.unknownGraceMinutes * 60) / 2,
      missingData: silenceIsGood('SQS says nothing of a queue that has been empty for hours'),
    },
  };
}

function machineryAlarms(watched: Watched): AlarmsByName {
  const { ingest, dispatch, fanOut, mailer, feedback, sendEvents, web } = watched;
  const period = Duration.minutes(5);
  const deadLetters = { ingest, dispatch, fanOut, mailer, feedback };
  return {
    DeadLetters: {
      article: 'Something is in a dead-letter queue',
      severity: 'today',
      impact:
        'One reader for each job, many for each slice: what is there was tried many times, and nobody tries it again.',
      metric: sumOf(
        Object.entries(deadLetters).map(
          ([name, unit]) =>
            [
              name,
              unit.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period }),
            ] as const,
        ),
        'Dead letters',
        period,
      ),
      threshold: 1,
      missingData: silenceIsGood('SQS says nothing of a queue that has been empty for hours'),
    },
    FunctionErrors: {
      article: 'Functions fail',
      severity: 'now',
      impact:
        'Readers on the web, who see an error; readers who are due, when the mailer or fan-out cannot run; without SES events, who bounced is mailed on.',
      // Not ingest and dispatch, whose failures end as dead letters within minutes; send-events has an alarm of its own.
      metric: sumOf(
        [
          ['fanOut', fanOut.function.metricErrors({ period: Duration.minutes(15) })],
          ['mailer', mailer.function.metricErrors({ period: Duration.minutes(15) })],
          ['feedback', feedback.function.metricErrors({ period: Duration.minutes(15) })],
          ['web', web.api.metricServerError({ statistic: 'Sum', period: Duration.minutes(15) })],
        ],
        'Errors',
        Duration.minutes(15),
      ),
      // A single one is retried, by SQS or by the reader.
      threshold: 3,
      missingData: silenceIsGood('nothing was invoked'),
    },
    SendEventsFail: {
      article: 'Send events are not looked at',
      severity: 'today',
      impact:
        'Readers whose mail SES took without an answer: its Send event is kept aside, so that after the grace the mail goes out twice.',
      // Also falls when the stream cannot invoke the function at all, of which the function's own errors say nothing.
      metric: sendEvents.metricProcessed(Duration.minutes(5)),
      // One attempt that failed and one that succeeded are no harm.
      threshold: 0.5,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      missingData: silenceIsGood('nothing was sent'),
    },
    Throttles: {
      article: 'Functions are throttled',
      severity: 'today',
      impact:
        'Readers on the web, who see an error; everything else is late. The account runs more functions at once than it may.',
      // Of the whole region, for all functions of an account share one limit; and one metric costs a sixth of six.
      metric: regionMetric('AWS/Lambda', 'Throttles', 'Sum', Duration.minutes(15)),
      threshold: 1,
      periods: 2,
      missingData: silenceIsGood('nothing was invoked'),
    },
  };
}

/** The largest of them, whichever have data. */
function largestOf(
  metrics: Readonly<Record<string, IMetric>>,
  label: string,
  period: Duration,
): MathExpression {
  const filled = Object.keys(metrics).map(name => `FILL(${name}, 0)`);
  return new MathExpression({
    expression: `MAX([${filled.join(', ')}])`,
    usingMetrics: metrics,
    label,
    period,
  });
}

/** Added up, whichever of them have data. */
function sumOf(
  metrics: readonly (readonly [string, ReturnType<IFunction['metricErrors']>])[],
  label: string,
  period: Duration,
): MathExpression {
  return new MathExpression({
    expression: `SUM([${metrics.map(([name]) => `FILL(${name}, 0)`).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics),
    label,
    period,
  });
}
