import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { FunctionError } from '../functions/function-error.ts';
import type { FunctionRunner } from '../functions/function-runner.ts';
import type { Interference } from '../servers/interference.ts';
import { doneMessages } from './batch-outcome.ts';
import { invokeByFate } from './invoke-by-fate.ts';
import { type BatchSettings, createPolledQueue } from './polled-queue.ts';
import { toSqsEvent } from './sqs-event.ts';

/** A queue that feeds a function, as the template's event source mapping has it. */
export interface EventSourceDefinition extends BatchSettings {
  readonly queueArn: string;
  /** Batches in work at once. */
  readonly maxConcurrency: number;
  readonly reportsFailures: boolean;
}

export interface EventSource {
  /** Takes no more messages; resolves when the batches in work are done. */
  stop(): Promise<void>;
}

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
  const queue = createPolledQueue(source, client);

  const loop = async () => {
    while (!isStopped()) {
      await slots.take();
      try {
        const batch = await queue.receiveBatch(isStopped);
        if (isStopped()) await queue.putBack(batch);
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
        await queue.remove(
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
