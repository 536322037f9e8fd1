import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { unitQueues } from '../../ops/target/queues.ts';
import { openMoments } from './moments.ts';
import { bodyOf, type Poison } from './plan-poison.ts';
import type { ChaosReader } from './readers.ts';
import { untilDone, withTarget } from './with-target.ts';

export interface PoisonPlace {
  readonly stateDirectory: string;
  readonly momentsFile: string;
  readonly day: string;
  readonly readers: readonly ChaosReader[];
}

/** Puts poison into the queues while a run goes on. */
export interface Poisoner {
  /** Puts in what is left, and resolves when all is there. */
  finish(): Promise<void>;
  /** Puts in no more. */
  stop(): void;
}

/** Each message is put in when its moment has come. A runner killed meanwhile may have it twice. */
export function startPoison(poison: readonly Poison[], place: PoisonPlace): Poisoner {
  const { stateDirectory, momentsFile, day, readers } = place;
  const left = [...poison].sort((a, b) => a.afterSends - b.afterSends);
  let hurries = false;
  let isStopped = false;
  const waitFor = async (sends: number) => {
    while (!hurries && openMoments(momentsFile).count('send') < sends) await pause(200);
  };
  const put = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { of, afterSends } = next;
      await waitFor(afterSends);
      if (isStopped) return;
      const body = bodyOf(next, readers[afterSends % readers.length] ?? noReader(), day);
      await untilDone(() =>
        withTarget({ stateDirectory }, async target => {
          const source = unitQueues(target).find(({ functionName }) => functionName === of)?.source;
          await target.sqs.send(new SendMessageCommand({ QueueUrl: source, MessageBody: body }));
        }),
      );
    }
  };
  const done = put();
  done.catch(() => undefined);
  return {
    async finish() {
      hurries = true;
      await done;
    },
    stop() {
      hurries = true;
      isStopped = true;
    },
  };
}

function noReader(): never {
  throw new Error('A run has one reader at the least.');
}
