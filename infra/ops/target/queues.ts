import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { type FunctionName, functionNames, type Target } from './target.ts';

/** What one unit of the picture works on. */
export interface UnitQueues {
  /** As the operator types it: `fan-out`. */
  readonly unit: string;
  readonly functionName: FunctionName;
  /** URL of the dead-letter queue. */
  readonly deadLetters: string;
  /** URL of the queue that feeds the function; undefined where a schedule does. */
  readonly source: string | undefined;
}

const unitNames: Readonly<Record<FunctionName, string>> = {
  Ingest: 'ingest',
  Dispatch: 'dispatch',
  FanOut: 'fan-out',
  Mailer: 'mailer',
  Feedback: 'feedback',
};
const sourceOutputs: Partial<Record<FunctionName, string>> = {
  FanOut: 'SlicesQueueUrl',
  Mailer: 'DigestsQueueUrl',
  Feedback: 'FeedbackQueueUrl',
};

export function unitQueues(target: Pick<Target, 'output'>): UnitQueues[] {
  return functionNames.map(functionName => {
    const source = sourceOutputs[functionName];
    return {
      unit: unitNames[functionName],
      functionName,
      deadLetters: target.output(`${functionName}DeadLetterQueueUrl`),
      source: source === undefined ? undefined : target.output(source),
    };
  });
}

export interface Depth {
  /** Ready to be received. */
  readonly waiting: number;
  /** Received and not finished, or waiting out a time. */
  readonly hidden: number;
}

/** How many messages a queue holds, as far as SQS knows at the moment. */
export async function depthOf({ sqs }: Pick<Target, 'sqs'>, url: string): Promise<Depth> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  const count = (name: keyof typeof Attributes) => Number(Attributes[name] ?? 0);
  return {
    waiting: count('ApproximateNumberOfMessages'),
    hidden: count('ApproximateNumberOfMessagesNotVisible') + count('ApproximateNumberOfMessagesDelayed'),
  };
}
