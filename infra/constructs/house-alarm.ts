import { Alarm, ComparisonOperator, type IMetric, type TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Where the alarms of a stage lead. */
export interface AlarmBoard {
  readonly topic: ITopic;
  /** Address of the runbook, without an anchor. @default its path in the repository */
  readonly runbookUrl?: string | undefined;
}

export interface HouseAlarmProps {
  readonly board: AlarmBoard;
  /** Who is hurt, and how. The first thing that the woken person reads. */
  readonly impact: string;
  /** `now`: worth waking up for. `today`: worth a look before the next mails go out. */
  readonly severity: 'now' | 'today';
  /** Heading of its article in infra/RUNBOOK.md. */
  readonly article: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** @default at or above the threshold */
  readonly comparison?: ComparisonOperator;
  /** How many periods are looked at. @default 1 */
  readonly periods?: number;
  /** How many of them must be out of bounds. @default all of them */
  readonly breachingPeriods?: number;
  readonly missingData: { readonly treatAs: TreatMissingData; readonly because: string };
}

/** The anchor that GitHub and its like give to a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');
}

/** An alarm that says who is hurt and where to read on. It also tells when it is over. */
export class HouseAlarm extends Construct {
  readonly alarm: Alarm;

  constructor(scope: Construct, id: string, props: HouseAlarmProps) {
    super(scope, id);
    const { board, impact, severity, article, periods = 1, missingData } = props;
    const urgency = severity === 'now' ? 'Now' : 'Today';
    const runbook = `${board.runbookUrl ?? 'infra/RUNBOOK.md'}#${anchorOf(article)}`;
    this.alarm = new Alarm(this, 'Alarm', {
      alarmDescription: `${urgency}: ${impact} What to do: ${runbook} (No data: ${missingData.because})`,
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      datapointsToAlarm: props.breachingPeriods ?? periods,
      treatMissingData: missingData.treatAs,
    });
    const tell = new SnsAction(board.topic);
    this.alarm.addAlarmAction(tell);
    this.alarm.addOkAction(tell);
  }
}
