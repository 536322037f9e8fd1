import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** How often a message may be received before it counts as poisoned. Waiting is done by visibility, so ten is many. */
const maxReceiveCount = 10;

export interface HouseQueueProps {
  /** Timeout of the function that works on the queue. */
  readonly consumerTimeout: Duration;
  /** How long a message may wait for the function's batch to fill. @default no time */
  readonly batchingWindow?: Duration;
}

/** A queue that a function works on, and the dead-letter queue where poisoned messages end. */
export class HouseQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, props: HouseQueueProps) {
    super(scope, id);
    this.deadLetterQueue = createDeadLetterQueue(this, 'DeadLetters');
    const window = props.batchingWindow?.toSeconds() ?? 0;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Six timeouts and the window: what Lambda asks for, so that throttled pollers do not hand a message out twice.
      visibilityTimeout: Duration.seconds(6 * props.consumerTimeout.toSeconds() + window),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },
    });
  }
}

/**
 * A queue for what could not be done. A moved message keeps its first time stamp, so it must be kept for longer than
 * any source queue keeps it: 14 days, the most that SQS offers.
 */
export function createDeadLetterQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const reason = 'It is the end of the line: a person looks at what is in it.';
  Validations.of(queue).acknowledge(
    { id: 'AwsSolutions-SQS3', reason },
    { id: 'Serverless-SQSRedrivePolicy', reason },
  );
  return queue;
}
