import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export interface BatchSettings {
  readonly queueUrl: string;
  readonly batchSize: number;
  /** Seconds to wait for a batch to fill. */
  readonly batchingWindow: number;
}

/** A queue as a poller of Lambda's uses it. */
export interface PolledQueue {
  /** Waits for a first message, in one long poll at the most, and then for the batch to fill. */
  receiveBatch(isStopped: () => boolean): Promise<readonly Message[]>;
  /** Nobody saw these: they need not wait for their visibility timeout. */
  putBack(messages: readonly Message[]): Promise<void>;
  remove(messages: readonly Message[]): Promise<void>;
}

/** What one ReceiveMessage, DeleteMessageBatch, … takes at most. */
const mostPerRequest = 10;
const longestPoll = 20;

export function createPolledQueue(settings: BatchSettings, client: SQSClient): PolledQueue {
  const { queueUrl: QueueUrl, batchSize, batchingWindow } = settings;

  const receive = async (most: number, seconds: number): Promise<readonly Message[]> => {
    const answer = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(most, mostPerRequest),
        WaitTimeSeconds: seconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    return answer.Messages ?? [];
  };

  return {
    async receiveBatch(isStopped) {
      const batch = [...(await receive(batchSize, longestPoll))];
      const fullAt = Date.now() + batchingWindow * 1000;
      while (batch.length > 0 && batch.length < batchSize && !isStopped()) {
        const seconds = Math.round((fullAt - Date.now()) / 1000);
        if (seconds < 1) break;
        batch.push(...(await receive(batchSize - batch.length, Math.min(seconds, longestPoll))));
      }
      return batch;
    },
    async remove(messages) {
      for (const Entries of inRequests(messages))
        await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    },
    async putBack(messages) {
      for (const entries of inRequests(messages)) {
        const Entries = entries.map(entry => ({ ...entry, VisibilityTimeout: 0 }));
        await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
      }
    },
  };
}

function inRequests(messages: readonly Message[]): { Id: string; ReceiptHandle: string }[][] {
  const entries = messages.map(({ ReceiptHandle = '' }, index) => ({ Id: String(index), ReceiptHandle }));
  return Array.from({ length: Math.ceil(entries.length / mostPerRequest) }, (_, index) =>
    entries.slice(index * mostPerRequest, (index + 1) * mostPerRequest),
  );
}
