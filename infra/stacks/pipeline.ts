import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from '../constructs/alarms.ts';
import { createDashboard } from '../constructs/dashboard.ts';
import { Dispatch } from '../constructs/dispatch.ts';
import { FanOut } from '../constructs/fan-out.ts';
import { Feedback } from '../constructs/feedback.ts';
import { Ingest } from '../constructs/ingest.ts';
import { Mailer } from '../constructs/mailer.ts';
import { SendEvents } from '../constructs/send-events.ts';
import type { State } from '../constructs/unit.ts';
import { Web } from '../constructs/web.ts';
import type { StageSettings } from '../stages.ts';

export interface PipelineStackProps extends StackProps {
  readonly settings: StageSettings;
  readonly state: State;
}

/** Everything replaceable: the units of the picture, in the order in which they know each other. */
export class PipelineStack extends Stack {
  readonly ingest: Ingest;
  readonly dispatch: Dispatch;
  readonly fanOut: FanOut;
  readonly mailer: Mailer;
  readonly feedback: Feedback;
  readonly sendEvents: SendEvents;
  readonly web: Web;
  readonly alarms: Alarms;

  constructor(scope: Construct, id: string, { settings, state, ...props }: PipelineStackProps) {
    super(scope, id, props);
    const unit = { settings, state };
    this.web = new Web(this, 'Web', unit);
    this.mailer = new Mailer(this, 'Mailer', { ...unit, webUrl: this.web.url });
    this.fanOut = new FanOut(this, 'FanOut', { ...unit, digests: this.mailer.queue });
    this.dispatch = new Dispatch(this, 'Dispatch', { ...unit, slices: this.fanOut.queue });
    this.ingest = new Ingest(this, 'Ingest', unit);
    this.feedback = new Feedback(this, 'Feedback', unit);
    this.sendEvents = new SendEvents(this, 'SendEvents', { ...unit, feedback: this.feedback.queue });
    const { ingest, dispatch, fanOut, mailer, feedback, sendEvents, web } = this;
    const watched = { ingest, dispatch, fanOut, mailer, feedback, sendEvents, web };
    this.alarms = new Alarms(this, 'Alarms', { settings, watched });
    createDashboard(this, 'Dashboard', { ...unit, watched, alarms: this.alarms.all });
    this.describe();
  }

  /** What the operator's tools look up. */
  private describe(): void {
    const { web, mailer, fanOut, dispatch, ingest, feedback, sendEvents, alarms } = this;
    const units = { Ingest: ingest, Dispatch: dispatch, FanOut: fanOut, Mailer: mailer, Feedback: feedback };
    const queues = { Slices: fanOut, Digests: mailer, Feedback: feedback };
    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    output('WebUrl', web.url);
    output('ApiUrl', web.api.apiEndpoint);
    output('WebFunction', web.function.functionName);
    for (const [name, unit] of Object.entries(units)) {
      output(`${name}Function`, unit.function.functionName);
      output(`${name}DeadLetterQueueUrl`, unit.deadLetterQueue.queueUrl);
    }
    output('SendEventsFunction', sendEvents.function.functionName);
    output('SendEventsStream', sendEvents.stream.ref);
    output('FailedSendEventsBucket', sendEvents.failedRecords.bucketName);
    for (const [name, unit] of Object.entries(queues)) output(`${name}QueueUrl`, unit.queue.queueUrl);
    output('AlarmTopic', alarms.topic.topicArn);
  }
}
