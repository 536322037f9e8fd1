import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { withoutAddresses } from '../../../shared/platform/redact.ts';
import { explainLetter } from './explain-letter.ts';
import type { UnitQueues } from './queues.ts';
import type { Target } from './target.ts';

/** A message that could not be worked on. */
export interface DeadLetter {
  readonly id: string;
  /** When it was first sent; it is kept for 14 days from then. */
  readonly sentAt: string;
  /** Its content, with addresses taken out. */
  readonly body: string;
  /** Why it is here, in words, with addresses taken out. */
  readonly reason: string;
}

type Received = Message & { readonly Body: string; readonly ReceiptHandle: string };

/** Long enough for ten messages to be moved. */
const holdSeconds = 60;

/** Looks at up to `most` messages and puts them back. Each look counts as a receive, which does no harm there. */
export async function peek(
  target: Pick<Target, 'sqs' | 'ledger' | 'runs'>,
  { functionName, deadLetters }: UnitQueues,
  most: number,
): Promise<DeadLetter[]> {
  const seen = new Map<string, DeadLetter>();
  while (seen.size < most) {
    // Hidden for a moment only, so that the next receive brings others.
    const messages = await receive(target.sqs, deadLetters, Math.min(10, most - seen.size), 3);
    const fresh = messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
    for (const message of fresh) {
      const reason = await explainLetter(functionName, message.Body, target);
      seen.set(message.MessageId ?? '', describeLetter(message, reason));
    }
    if (fresh.length === 0) break;
  }
  return [...seen.values()];
}

/** Takes messages out, `most` at the most, doing `work` on each first. Resolves to how many; a throw leaves the rest. */
export async function drain(
  { sqs }: Pick<Target, 'sqs'>,
  { deadLetters }: UnitQueues,
  most: number,
  work: (body: string) => Promise<void>,
): Promise<number> {
  let done = 0;
  while (done < most) {
    const messages = await receive(sqs, deadLetters, Math.min(10, most - done), holdSeconds);
    if (messages.length === 0) break;
    for (const { Body, ReceiptHandle } of messages) {
      await work(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetters, ReceiptHandle }));
      done += 1;
    }
  }
  return done;
}

/**
 * Gives a message back to whoever failed at it: to the queue that it came from, or, for a tick of a schedule, to the
 * function itself.
 */
export async function giveBack(
  target: Pick<Target, 'sqs' | 'invoke'>,
  { source, functionName }: UnitQueues,
  body: string,
): Promise<void> {
  if (source === undefined) await target.invoke(functionName, tickOf(body));
  else await target.sqs.send(new SendMessageCommand({ QueueUrl: source, MessageBody: body }));
}

const failureRecord = z.object({ requestPayload: z.unknown() });

/** What the schedule had sent: the message itself, or within what Lambda writes down of a failed invocation. */
export function tickOf(body: string): unknown {
  const content: unknown = JSON.parse(body);
  return failureRecord.safeParse(content).data?.requestPayload ?? content;
}

async function receive(sqs: Target['sqs'], url: string, most: number, seconds: number): Promise<Received[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: most,
      VisibilityTimeout: seconds,
      // SQS asks all of its servers only when it may wait.
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return Messages.flatMap(message => {
    const { Body, ReceiptHandle } = message;
    return Body === undefined || ReceiptHandle === undefined ? [] : [{ ...message, Body, ReceiptHandle }];
  });
}

function describeLetter({ MessageId = '', Attributes = {}, Body }: Received, reason: string): DeadLetter {
  const sent = new Date(Number(Attributes.SentTimestamp ?? 0));
  return {
    id: MessageId,
    sentAt: sent.toISOString(),
    body: withoutAddresses(Body),
    reason: withoutAddresses(reason),
  };
}
