import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { FunctionError } from '../functions/function-error.ts';
import type { FunctionRunner } from '../functions/function-runner.ts';
import type { Interference } from '../servers/interference.ts';
import { doneMessages } from './batch-outcome.ts';
import { invokeByFate } from './invoke-by-fate.ts';
import { toSqsEvent } from './sqs-event.ts';

/** A queue that feeds a function, as the template's event source mapping has it. */
export interface EventSourceDefinition {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly batchSize: number;
  /** Seconds to wait for a batch to fill. */
  readonly batchingWindow: number;
  /** Batches in work at once. */
  readonly maxConcurrency: number;
  readonly reportsFailures: boolean;
}

export interface EventSource {
  /** Takes no more messages; resolves when the batches in work are done. */
  stop(): Promise<void>;
}

/** What one ReceiveMessage, DeleteMessageBatch, … takes at most. */
const mostPerRequest = 10;
const longestPoll = 20;
const retryDelay = 1000;

/** Polls a queue and hands its messages to the function in batches. */
export function startEventSource(
  source: EventSourceDefinition,
  runner: FunctionRunner,
  client: SQSClient,
  interference: Pick<Interference, 'batch' | 'message'>,
): EventSource {
  let stopped = false;
  const inWork = new Set<Promise<void>>();
  const slots = createSlots(source.maxConcurrency);

  const receive = async (most: number, seconds: number): Promise<readonly Message[]> => {
    const answer = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: source.queueUrl,
        MaxNumberOfMessages: Math.min(most, mostPerRequest),
        WaitTimeSeconds: seconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    return answer.Messages ?? [];
  };

  const receiveBatch = async (): Promise<readonly Message[]> => {
    const batch = [...(await receive(source.batchSize, longestPoll))];
    const fullAt = Date.now() + source.batchingWindow * 1000;
    while (batch.length > 0 && batch.length < source.batchSize && !stopped) {
      const seconds = Math.round((fullAt - Date.now()) / 1000);
      if (seconds < 1) break;
      batch.push(...(await receive(source.batchSize - batch.length, Math.min(seconds, longestPoll))));
    }
    return batch;
  };

  const loop = async () => {
    while (!isStopped()) {
      await slots.take();
      try {
        const batch = await receiveBatch();
        if (isStopped()) await putBack(batch);
        else if (batch.length > 0) {
          const done = work(batch).finally(() => {
            inWork.delete(done);
            slots.free();
          });
          inWork.add(done);
          continue;
        }
      } catch (error) {
        if (!isStopped()) await report(error);
      }
      slots.free();
    }
  };
  const isStopped = () => stopped;
  const report = async (error: unknown) => {
    console.error(`Messages of ${source.queueArn} cannot be received, trying again:`, error);
    await new Promise(resolve => setTimeout(resolve, retryDelay));
  };

  const work = async (batch: readonly Message[]) => {
    try {
      const fates = new Map(batch.map(message => [message, interference.message(message.Body ?? '')]));
      const handedOver = batch.filter(message => fates.get(message) !== 'not-handed-over');
      if (handedOver.length === 0) return;
      const ids = handedOver.map(({ MessageId }) => MessageId ?? '');
      await invokeByFate(interference.batch(source.queueArn), handedOver, async messages => {
        const answer = await runner.invoke(toSqsEvent(messages, source.queueArn), 'queue');
        const done = new Set(doneMessages(ids, answer, source.reportsFailures));
        await remove(
          messages.filter(message => done.has(message.MessageId ?? '') && fates.get(message) === 'normal'),
        );
      });
    } catch (error) {
      // A function that fails leaves all its messages to their visibility timeout; its runner has kept the error.
      if (!(error instanceof FunctionError) && !isStopped()) {
        console.error(`A batch of ${source.queueArn} is delivered again:`, error);
      }
    }
  };

  const remove = async (messages: readonly Message[]) => {
    for (const entries of inRequests(messages)) {
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: source.queueUrl, Entries: entries }));
    }
  };

  /** Nobody saw these: they need not wait for their visibility timeout. */
  const putBack = async (messages: readonly Message[]) => {
    for (const entries of inRequests(messages)) {
      const visible = entries.map(entry => ({ ...entry, VisibilityTimeout: 0 }));
      await client.send(
        new ChangeMessageVisibilityBatchCommand({ QueueUrl: source.queueUrl, Entries: visible }),
      );
    }
  };

  const ended = loop();
  return {
    async stop() {
      stopped = true;
      slots.open();
      await ended;
      await Promise.all(inWork);
    },
  };
}

function inRequests(messages: readonly Message[]): { Id: string; ReceiptHandle: string }[][] {
  const entries = messages.map(({ ReceiptHandle = '' }, index) => ({ Id: String(index), ReceiptHandle }));
  return Array.from({ length: Math.ceil(entries.length / mostPerRequest) }, (_, index) =>
    entries.slice(index * mostPerRequest, (index + 1) * mostPerRequest),
  );
}

/** As many tokens as batches may be in work; `open` lets everybody pass for good. */
function createSlots(count: number) {
  let available = count;
  const waiting: (() => void)[] = [];
  const free = () => {
    const next = waiting.shift();
    if (next === undefined) available += 1;
    else next();
  };
  return {
    take(): Promise<void> {
      if (available > 0) {
        available -= 1;
        return Promise.resolve();
      }
      return new Promise(resolve => {
        waiting.push(resolve);
      });
    },
    free,
    open() {
      available = Number.POSITIVE_INFINITY;
      for (const next of waiting.splice(0)) next();
    },
  };
}
