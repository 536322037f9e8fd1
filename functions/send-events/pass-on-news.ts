import type { DueDigest } from '../../shared/deliveries/account.ts';
import type { Delivery } from '../../shared/deliveries/delivery.ts';
import { parseTag } from '../../shared/deliveries/delivery-tag.ts';
import type { LedgerStore } from '../../shared/deliveries/ledger-store.ts';
import { applyEvent, type MailEvent } from '../../shared/deliveries/mail-event.ts';
import { parseSesEvent, type SesEvent, UnreadableEventError } from '../../shared/deliveries/ses-event.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Log } from '../../shared/platform/log.ts';
import type { Queue } from '../../shared/platform/sqs.ts';

export interface PassOnNewsDeps {
  readonly ledger: Pick<LedgerStore, 'find'>;
  /** The queue of `feedback`, which heals the ledger and has its retries and dead letters. */
  readonly feedback: Pick<Queue, 'send'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PassOnNewsOutcome {
  readonly events: number;
  readonly passedOn: number;
  /** Whether the ledger could be asked; if not, every event about a digest was passed on. */
  readonly ledgerRead: boolean;
}

/** Characters of what is no event that are passed on: enough for a person to see what it is. */
const longestUnreadable = 10_000;

/** A body that SQS takes: one that it does not would keep all the others of its batch from getting through, each time. */
function carried(body: string): string {
  return body.toWellFormed().replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}

/**
 * Passes those SES events on to `feedback` that would change something, and forgets the others: nearly all tell of mails
 * that the ledger has as sent. In doubt an event is passed on, for feedback reads the line anew, consistently.
 * @throws SendBatchError, or the SDK's error, when the queue does not take them: the whole batch has to come again.
 */
export async function passOnNews(
  bodies: readonly string[],
  { ledger, feedback, clock, log }: PassOnNewsDeps,
): Promise<PassOnNewsOutcome> {
  const considered = bodies.map(body => ({ body, question: consider(body) }));
  const digests = considered.flatMap(({ question }) => (question.kind === 'ask' ? [question.digest] : []));
  const lines = await readLines(digests, ledger, log);
  const news = considered
    .filter(({ question }) => {
      if (question.kind !== 'ask' || lines === undefined) return question.kind !== 'forget';
      return changesSomething(lines.get(keyOf(question.digest)), question.event, clock());
    })
    .map(({ body, question }) =>
      carried(question.kind === 'unreadable' ? body.slice(0, longestUnreadable) : body),
    );
  if (news.length > 0) await feedback.send(news);
  return { events: bodies.length, passedOn: news.length, ledgerRead: lines !== undefined };
}

type Question =
  | { readonly kind: 'forget' | 'pass-on' | 'unreadable' }
  /** The ledger tells whether the event is news. */
  | { readonly kind: 'ask'; readonly digest: DueDigest; readonly event: MailEvent };

function consider(body: string): Question {
  const sesEvent = readEvent(body);
  // What is no SES event ends among feedback's dead letters, where a person reads it.
  if (sesEvent === undefined) return { kind: 'unreadable' };
  if (sesEvent.suppress !== undefined) return { kind: 'pass-on' };
  const { tag, event } = sesEvent;
  const digest = tag.kind === 'digest' ? parseTag(tag.tag) : undefined;
  return digest === undefined || event === undefined ? { kind: 'forget' } : { kind: 'ask', digest, event };
}

function readEvent(body: string): SesEvent | undefined {
  try {
    return parseSesEvent(body);
  } catch (error) {
    if (error instanceof UnreadableEventError) return undefined;
    throw error;
  }
}

/** Undefined when the ledger cannot be read. Each line is asked for once, though SES may tell of a mail twice. */
async function readLines(
  digests: readonly DueDigest[],
  ledger: PassOnNewsDeps['ledger'],
  log: Log,
): Promise<ReadonlyMap<string, Delivery> | undefined> {
  const distinct = new Map(digests.map(digest => [keyOf(digest), digest]));
  try {
    return await ledger.find([...distinct.values()]);
  } catch (error) {
    log.error('the ledger cannot be read, so all events are passed on', error, { events: digests.length });
    return undefined;
  }
}

/** The line may be missing only because it was written a moment ago, and this read is eventually consistent. */
function changesSomething(line: Delivery | undefined, event: MailEvent, now: Date): boolean {
  return line === undefined || applyEvent(line, event, now) !== undefined;
}

const keyOf = ({ subscriber, digest }: DueDigest) => `${subscriber}/${digest}`;
