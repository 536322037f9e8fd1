import { dailyKey } from '../../../shared/deliveries/due-digest-key.ts';
import type { Draw, Has } from './planned.ts';
import type { ChaosReader } from './readers.ts';

/** A message that nobody can work on, whatever they try. */
export interface Poison {
  /** In its body and in no other message. */
  readonly mark: string;
  /** The function whose queue it is put into. */
  readonly of: 'FanOut' | 'Mailer' | 'Feedback';
  /** It is put in when SES has been handed so many mails. */
  readonly afterSends: number;
  readonly kind: PoisonKind;
}

/**
 * `garbled`: no version reads it. `version`: of a version that is not deployed, or not any more. `misfit`: it can be
 * read, but names what there is not, or only half of it.
 */
const kinds = ['garbled', 'version', 'misfit'] as const;
type PoisonKind = (typeof kinds)[number];

const queues = ['FanOut', 'Mailer', 'Feedback'] as const;

/** One of each kind in each queue; early, for it is tried ten times before it is a dead letter. */
export function planPoison(draw: Draw, subscribers: number, has: Has): readonly Poison[] {
  if (!has('poison-messages')) return [];
  const random = draw('poison-messages');
  return queues
    .flatMap(of =>
      kinds.map(kind => ({ of, kind, afterSends: random.whole(0, Math.floor(subscribers / 3)) })),
    )
    .map((each, index) => ({ mark: `poison-${index}-of-${each.of}`, ...each }));
}

/** The body of a message, as it is put into the queue. The reader is a real one, who is due a digest on that day. */
export function bodyOf({ mark, of, kind }: Poison, { id }: ChaosReader, day: string): string {
  if (kind === 'garbled') return `{"version":1,"${mark}`;
  const content = { FanOut: sliceFor, Mailer: digestFor, Feedback: eventFor }[of](kind, id, day);
  return JSON.stringify({ ...content, mark });
}

/** What the operator must be told of it. */
export function reasonFor({ of, kind }: Poison): string {
  if (kind === 'garbled')
    return `${of} cannot read it: the ${of === 'Feedback' ? 'event' : 'message'} is not JSON.`;
  if (of === 'Feedback') return 'Feedback cannot read it: not an SES event: ';
  if (of === 'FanOut' && kind === 'misfit')
    return 'has no slice Europe/Paris#3#0, so dispatch did not queue this.';
  return `${of} cannot read it: the message is not one of this version's: `;
}

function sliceFor(kind: PoisonKind, _reader: string, day: string): object {
  const version = kind === 'version' ? 99 : 1;
  // Nobody here reads at that hour, so nobody is queued on its account.
  return { version, kind: 'slice', run: `${day}T03:00Z`, slot: 'Europe/Paris#3#0', localDate: day };
}

function digestFor(kind: PoisonKind, reader: string, day: string): object {
  const [version, subscriber] = kind === 'version' ? [99, reader] : [1, reader.slice(0, 16)];
  return { version, kind: 'digest', run: `${day}T12:00Z`, subscriber, digest: dailyKey(day) };
}

function eventFor(kind: PoisonKind): object {
  return kind === 'version' ? { version: 99, detail: { type: 'Send' } } : { eventType: 'Send', mail: {} };
}
