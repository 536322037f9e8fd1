import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { hoursWithASettling, hoursWithATick } from '../schedule-gaps.ts';
import type { StageSettings } from '../stages.ts';
import { type AlarmsByName, betweenLooks, silenceIsGood, type Watched } from './alarm-parts.ts';
import { regionMetric } from './aws-metrics.ts';
import { houseMetric } from './house-metric.ts';

/** What says that readers do not get their digests, or soon will not. */
export function digestAlarms(settings: StageSettings, watched: Watched): AlarmsByName {
  return {
    ...listingAlarms(settings),
    ...dispatchAlarms(settings, watched),
    ...deliveryAlarms(settings.name),
    ...reputationAlarms(settings.name),
  };
}

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
