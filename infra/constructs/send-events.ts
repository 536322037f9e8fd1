import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { sendEventsSettings } from '../../functions/send-events/settings.ts';
import { createFailedRecordsBucket } from './failed-records-bucket.ts';
import { HouseFunction } from './house-function.ts';
import { allowQueueing } from './queue-access.ts';
import { allowTable } from './table-access.ts';
import { stageDefaults, type UnitProps } from './unit.ts';

/** A batch for the function, unless the time is up before: some 400 Send events. */
const bufferMebibytes = 1;
/** Of a batch that the function fails at; an SQS that is down for a moment must not cost anybody a second mail. */
const retries = 10;

export interface SendEventsProps extends UnitProps {
  /** The queue of `feedback`. */
  readonly feedback: IQueue;
}

/**
 * Hears of every mail that SES accepted, in bulk: a stream hands Send events to a function by the hundred, which passes
 * the few that are news on to feedback. By topic and queue they were a third of what a mail costs
 * (decisions/0013-send-events-in-bulk.md).
 */
export class SendEvents extends Construct {
  readonly function: NodejsFunction;
  readonly stream: CfnDeliveryStream;
  /** Where the stream keeps what the function could not work on. */
  readonly failedRecords: Bucket;

  constructor(scope: Construct, id: string, props: SendEventsProps) {
    super(scope, id);
    const { settings, state, feedback } = props;
    this.function = new HouseFunction(this, 'Function', {
      folder: 'send-events',
      description: 'Passes on to feedback those Send events that the ledger does not know of',
      settings: sendEventsSettings,
      environment: {
        DELIVERIES_TABLE: state.deliveries.tableName,
        FEEDBACK_QUEUE_URL: feedback.queueUrl,
      },
      timeout: Duration.minutes(1),
      perMail: true,
      ...stageDefaults(settings),
    }).function;
    allowTable(this.function, state.deliveries, ['BatchGetItem']);
    allowQueueing(this.function, feedback);
    this.failedRecords = createFailedRecordsBucket(
      this,
      'FailedRecords',
      settings.removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    );
    this.stream = this.createStream(settings.timing.sendEventBufferSeconds);
    this.publish(props);
  }

  /** Of the stream's attempts to have the function work on a batch, the share (0 to 1) that succeeded; none, no data. */
  metricProcessed(period: Duration): Metric {
    return new Metric({
      namespace: 'AWS/Firehose',
      metricName: 'ExecuteProcessing.Success',
      dimensionsMap: { DeliveryStreamName: this.stream.ref },
      statistic: 'Average',
      period,
    });
  }

  private createStream(bufferSeconds: number): CfnDeliveryStream {
    const role = new Role(this, 'StreamRole', { assumedBy: serviceOfThisAccount(this, 'firehose') });
    this.function.grantInvokeLatestVersion(role);
    allowWritingTo(role, this.failedRecords);
    const bufferingHints = { intervalInSeconds: bufferSeconds, sizeInMBs: bufferMebibytes };
    const stream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamType: 'DirectPut',
      deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
      extendedS3DestinationConfiguration: {
        bucketArn: this.failedRecords.bucketArn,
        roleArn: role.roleArn,
        bufferingHints,
        // Nothing but failures comes here, for the function drops every record; the objects say what went wrong.
        prefix: 'unexpected/',
        errorOutputPrefix: 'failed/!{firehose:error-output-type}/',
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: 'Lambda',
              parameters: Object.entries({
                LambdaArn: this.function.functionArn,
                RoleArn: role.roleArn,
                NumberOfRetries: String(retries),
                BufferSizeInMBs: String(bufferMebibytes),
                BufferIntervalInSeconds: String(bufferSeconds),
              }).map(([parameterName, parameterValue]) => ({ parameterName, parameterValue })),
            },
          ],
        },
      },
    });
    // Firehose tries the role when the stream is made, so it and its policy come first. Should they still not have
    // reached all of AWS by then (terraform-provider-aws #33367), the next deployment goes through.
    stream.node.addDependency(role);
    return stream;
  }

  /** Has SES put its Send events into the stream. The other events go by the topic (stacks/state.ts). */
  private publish({ state: { configurationSet } }: UnitProps): void {
    const { configurationSetName } = configurationSet;
    const configurationSetArn = Stack.of(configurationSet).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: configurationSetName,
    });
    const role = new Role(this, 'PublisherRole', {
      assumedBy: serviceOfThisAccount(this, 'ses', configurationSetArn),
    });
    Grant.addToPrincipal({
      grantee: role,
      actions: ['firehose:PutRecordBatch'],
      resourceArns: [this.stream.attrArn],
    }).assertSuccess();
    const destination = new CfnConfigurationSetEventDestination(this, 'Destination', {
      configurationSetName,
      eventDestination: {
        enabled: true,
        matchingEventTypes: ['send'],
        kinesisFirehoseDestination: { deliveryStreamArn: this.stream.attrArn, iamRoleArn: role.roleArn },
      },
    });
    // SES tries the role when the destination is made.
    destination.node.addDependency(role);
  }
}

/** The service, on behalf of this account (and of one resource of it) only: no confused deputy. */
function serviceOfThisAccount(scope: Construct, service: string, sourceArn?: string): ServicePrincipal {
  return new ServicePrincipal(`${service}.amazonaws.com`, {
    conditions: {
      StringEquals: {
        'aws:SourceAccount': Stack.of(scope).account,
        ...(sourceArn !== undefined && { 'aws:SourceArn': sourceArn }),
      },
    },
  });
}

/** What Firehose needs to write objects (its developer guide, "Grant Firehose access to an Amazon S3 destination"). */
function allowWritingTo(role: Role, bucket: Bucket): void {
  const allow = (actions: readonly string[], resource: string) => {
    Grant.addToPrincipal({
      grantee: role,
      actions: actions.map(action => `s3:${action}`),
      resourceArns: [resource],
    }).assertSuccess();
  };
  allow(['GetBucketLocation', 'ListBucket', 'ListBucketMultipartUploads'], bucket.bucketArn);
  allow(['PutObject', 'GetObject', 'AbortMultipartUpload'], bucket.arnForObjects('*'));
  const { defaultChild } = bucket.node;
  const id = CfnBucket.isCfnBucket(defaultChild) ? Stack.of(bucket).getLogicalId(defaultChild) : '';
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${id}.Arn>/*]`,
    reason: 'Firehose names objects by the time; the bucket holds nothing but what this stream writes.',
  });
}
