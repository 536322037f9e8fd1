import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
  MathExpression,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { MetricName } from '../../shared/platform/metric-names.ts';
import type { StageSettings } from '../stages.ts';
import type { Watched } from './alarm-parts.ts';
import { regionMetric } from './aws-metrics.ts';
import { costPerThousandMails } from './cost-per-mail.ts';
import { houseMetric } from './house-metric.ts';
import type { State } from './unit.ts';

export interface DashboardProps {
  readonly settings: StageSettings;
  readonly state: State;
  readonly watched: Watched;
  readonly alarms: readonly Alarm[];
}

/**
 * The state of the stage in ten seconds: what rings, whether the listing is in, what became of the day's digests; below,
 * why. An account's first three dashboards are free, up to 50 metrics each; list price is 3 US dollars a month.
 */
export function createDashboard(scope: Construct, id: string, props: DashboardProps): Dashboard {
  const { settings, alarms } = props;
  return new Dashboard(scope, id, {
    defaultInterval: Duration.days(1),
    widgets: [
      [new AlarmStatusWidget({ title: 'What rings', alarms: [...alarms], width: 24, height: 3 })],
      atAGlance(settings.name),
      overTheDay(settings.name, props.watched),
      withOutsiders(props),
    ],
  });
}

function atAGlance(stage: string): IWidget[] {
  const ofTheDay = (name: MetricName, label: string) =>
    houseMetric(stage, name, 'Sum', Duration.days(1)).with({ label });
  return [
    new SingleValueWidget({
      title: 'Is the listing in? (settled in the last day)',
      metrics: [ofTheDay('DaysSettled', 'settled'), ofTheDay('DaysDelayed', 'failed polls')],
      setPeriodToTimeRange: true,
      width: 7,
      height: 4,
    }),
    new SingleValueWidget({
      title: "The last day's digests",
      metrics: [
        ofTheDay('DigestsDue', 'due'),
        ofTheDay('DigestsSent', 'sent'),
        ofTheDay('DigestsSkipped', 'skipped'),
        ofTheDay('DigestsFailed', 'failed'),
        ofTheDay('OutcomesUnknown', 'unknown'),
        ofTheDay('IncompleteRuns', 'runs incomplete'),
      ],
      setPeriodToTimeRange: true,
      width: 17,
      height: 4,
    }),
  ];
}

function overTheDay(stage: string, { fanOut, mailer, feedback }: Watched): IWidget[] {
  const period = Duration.minutes(15);
  const each = (name: MetricName, label: string) => houseMetric(stage, name, 'Sum', period).with({ label });
  const age = ({ queue }: Watched['mailer'], label: string) =>
    queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period, label });
  return [
    new GraphWidget({
      title: 'Digests a quarter of an hour',
      left: [
        each('DigestsDue', 'due'),
        each('DigestsSent', 'sent'),
        each('DigestsSkipped', 'skipped'),
        each('DigestsFailed', 'failed'),
        each('OutcomesUnanswered', 'unanswered'),
      ],
      width: 12,
      height: 6,
    }),
    new GraphWidget({
      title: 'How long the oldest message has waited (seconds)',
      left: [
        age(fanOut, 'slices'),
        age(mailer, 'digests'),
        age(feedback, 'SES events'),
        houseMetric(stage, 'WaitingJobSeconds', 'Maximum', period).with({ label: 'digests put off' }),
        houseMetric(stage, 'FailedEventSeconds', 'Maximum', period).with({ label: 'SES events that fail' }),
      ],
      width: 12,
      height: 6,
    }),
  ];
}

function withOutsiders({ settings, state, watched }: DashboardProps): IWidget[] {
  const hour = Duration.hours(1);
  const day = Duration.days(1);
  const percent = (rate: 'bounce' | 'complaint', name: string, label: string) =>
    new MathExpression({
      expression: `${rate} * 100`,
      usingMetrics: { [rate]: regionMetric('AWS/SES', name, 'Maximum', hour) },
      label,
      period: hour,
    });
  const { web, ...others } = watched;
  return [
    new GraphWidget({
      title: 'Bounces and complaints of the account (%)',
      left: [percent('bounce', 'Reputation.BounceRate', 'bounces (alarm at 3)')],
      right: [percent('complaint', 'Reputation.ComplaintRate', 'complaints (alarm at 0.08)')],
      width: 9,
      height: 5,
    }),
    new GraphWidget({
      title: 'Sending quota used (%)',
      left: [houseMetric(settings.name, 'QuotaUsedPercent', 'Maximum', hour)],
      leftYAxis: { min: 0, max: 100 },
      width: 8,
      height: 5,
    }),
    new SingleValueWidget({
      title: 'Cost of 1,000 mails (US dollars)',
      metrics: [
        costPerThousandMails({
          sent: houseMetric(settings.name, 'DigestsSent', 'Sum', day),
          tables: [state.papers, state.subscribers, state.deliveries],
          functions: [...Object.values(others), web].map(unit => unit.function),
          period: day,
        }),
      ],
      width: 7,
      height: 5,
    }),
  ];
}
