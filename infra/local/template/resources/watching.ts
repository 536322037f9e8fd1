import { accountId, region } from '../../servers/messaging.ts';
import { defineKind } from '../resource-kind.ts';

/** What watches over a stage. Nobody sleeps through anything on one machine: the console shows it all. */

export const alarmKind = defineKind({
  type: 'AWS::CloudWatch::Alarm',
  file: import.meta.filename,
  used: {},
  ignored: {
    ActionsEnabled: 'nothing here rings',
    AlarmActions: 'nothing here rings',
    AlarmDescription: 'for people',
    ComparisonOperator: 'nothing here rings',
    DatapointsToAlarm: 'nothing here rings',
    Dimensions: 'metrics are lines in the log',
    EvaluationPeriods: 'nothing here rings',
    MetricName: 'metrics are lines in the log',
    Metrics: 'metrics are lines in the log',
    Namespace: 'metrics are lines in the log',
    OKActions: 'nothing here rings',
    Period: 'nothing here rings',
    Statistic: 'nothing here rings',
    Tags: 'labels only',
    Threshold: 'nothing here rings',
    TreatMissingData: 'nothing here rings',
    Unit: 'metrics are lines in the log',
  },
  attributes: {
    Arn: ({ generatedName }) => `arn:aws:cloudwatch:${region}:${accountId}:alarm:${generatedName}`,
  },
});

export const dashboardKind = defineKind({
  type: 'AWS::CloudWatch::Dashboard',
  file: import.meta.filename,
  used: {},
  ignored: { DashboardBody: 'the console is what there is to look at', DashboardName: 'for people' },
});

export const budgetKind = defineKind({
  type: 'AWS::Budgets::Budget',
  file: import.meta.filename,
  used: {},
  ignored: {
    Budget: 'nothing here costs anything',
    NotificationsWithSubscribers: 'nothing here costs anything',
  },
});
