import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';
import type { Watched } from './alarm-parts.ts';
import { createAlarmTopic } from './alarm-topic.ts';
import { createBudget } from './budget.ts';
import { digestAlarms } from './digest-alarms.ts';
import { HouseAlarm } from './house-alarm.ts';
import { machineryAlarms } from './machinery-alarms.ts';

export interface AlarmsProps {
  readonly settings: StageSettings;
  readonly watched: Watched;
}

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
    const alarms = { ...digestAlarms(settings, watched), ...machineryAlarms(settings, watched) };
    this.all = Object.entries(alarms).map(
      ([name, props]) => new HouseAlarm(this, name, { board, ...props }).alarm,
    );
    if (settings.monthlyBudget !== undefined)
      createBudget(this, 'Budget', settings.monthlyBudget, this.topic);
  }
}
