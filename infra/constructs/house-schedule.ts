import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface HouseScheduleProps {
  /** In UTC, as EventBridge Scheduler writes it: `cron(5 * * * ? *)`. */
  readonly expression: string;
  readonly description: string;
  readonly target: IFunction;
  /** Where a tick ends that could not be handed to the function. */
  readonly deadLetterQueue: IQueue;
}

/**
 * A schedule that hands its function `{"scheduledTime": …}`, so that nobody reads the wall clock to know which run it
 * is.
 */
export class HouseSchedule extends Construct {
  constructor(scope: Construct, id: string, props: HouseScheduleProps) {
    super(scope, id);
    const role = createRole(this);
    props.target.grantInvokeLatestVersion(role);
    props.deadLetterQueue.grantSendMessages(role);
    new Schedule(this, 'Schedule', {
      description: props.description,
      schedule: ScheduleExpression.expression(props.expression, TimeZone.ETC_UTC),
      target: new LambdaInvoke(props.target, {
        // Closed: the target would add every version and alias of the function.
        role: role.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
        deadLetterQueue: props.deadLetterQueue,
        retryAttempts: 10,
        // By then the next tick has covered for this one.
        maxEventAge: Duration.hours(1),
      }),
    });
  }
}

/** Only the scheduler, and only for schedules of this account, may take the role: no confused deputy. */
function createRole(scope: Construct): Role {
  const stack = Stack.of(scope);
  return new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': stack.account,
          'aws:SourceArn': stack.formatArn({
            service: 'scheduler',
            resource: 'schedule-group',
            resourceName: 'default',
          }),
        },
      },
    }),
  });
}
