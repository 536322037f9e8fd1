/** Who asks an AWS service on this machine for what. */
export interface ServiceRequest {
  readonly service: 'dynamodb' | 'sqs' | 'ses';
  /** `PutItem` */
  readonly action: string;
  /** The function's process; undefined for anybody else, such as the console. */
  readonly caller: Caller | undefined;
}

export interface Caller {
  /** `Mailer` */
  readonly functionName: string;
  readonly processId: number;
}

/** An answer as the service would give it instead. */
export interface ServiceError {
  readonly status: number;
  /** `Throttling` */
  readonly code: string;
  readonly message: string;
}

/** What becomes of a request on its way to a service and back. */
export type Fate =
  | { readonly kind: 'normal' }
  /** The service does nothing and answers so. */
  | { readonly kind: 'refused'; readonly error: ServiceError }
  /** The service does it, and its answer does not arrive: another does, the connection breaks, or nothing comes. */
  | { readonly kind: 'answer-lost'; readonly instead: ServiceError | 'reset' | 'hang' }
  /** The service does it and answers after so many milliseconds. */
  | { readonly kind: 'delayed'; readonly milliseconds: number }
  /** The connection breaks before the service has done anything. */
  | { readonly kind: 'request-lost' };

/** How a batch of a queue reaches its function. */
export interface BatchFate {
  /** Milliseconds between the receipt and the invocation. */
  readonly delay: number;
  /** `at-once`: two receivers get it. `afterwards`: it comes again although it was deleted. */
  readonly again: 'no' | 'at-once' | 'afterwards';
  readonly reversed: boolean;
}

/**
 * What becomes of one message of a batch. `not-handed-over`: the function never gets it, as when it cannot be started.
 * `not-deleted`: the function works on it, and it stays in the queue all the same.
 */
export type MessageFate = 'normal' | 'not-handed-over' | 'not-deleted';

/**
 * What goes wrong between the functions and AWS. The servers ask it at their edges, so that neither a function nor a
 * server is written for it; for tests only.
 */
export interface Interference {
  /** Decides what becomes of a request. May end the process that asks. `to` is the recipient of a mail. */
  request(request: ServiceRequest, to?: string): Fate;
  /** Hears that a service did what it was asked; before the answer leaves. May end the process that asked. */
  done(request: ServiceRequest, status: number, to?: string): void;
  /** The pauses before an SES event is handed over, in milliseconds: once for each, or never. */
  event(): readonly number[];
  batch(queueArn: string): BatchFate;
  message(body: string): MessageFate;
}

/** Nothing goes wrong. */
export const noInterference: Interference = {
  request: () => ({ kind: 'normal' }),
  done: () => undefined,
  event: () => [0],
  batch: () => ({ delay: 0, again: 'no', reversed: false }),
  message: () => 'normal',
};

/** What the functions' SDK says about itself is enough to know who asks: the worker sets it (worker.ts). */
export function callerOf(userAgent: string | undefined): Caller | undefined {
  const [, functionName, processId] = /\bapp\/([A-Za-z]+)-(\d+)/.exec(userAgent ?? '') ?? [];
  if (functionName === undefined) return undefined;
  return { functionName, processId: Number(processId) };
}

/** What arrives at the client: an answer, a broken connection, or nothing at all. */
export type Arrival<T> =
  | { readonly kind: 'answer'; readonly answer: T }
  | { readonly kind: 'reset' | 'hang' };

/** Lets a request meet its fate. `work` does it; `refuse` makes an answer out of an error. */
export async function letHappen<T extends { readonly status: number }>(
  interference: Interference,
  request: ServiceRequest,
  { to, work, refuse }: { to?: string; work: () => Promise<T>; refuse: (error: ServiceError) => T },
): Promise<Arrival<T>> {
  const fate = interference.request(request, to);
  if (fate.kind === 'refused') return { kind: 'answer', answer: refuse(fate.error) };
  if (fate.kind === 'request-lost') return { kind: 'reset' };
  const answer = await work();
  interference.done(request, answer.status, to);
  if (fate.kind === 'delayed') await new Promise(resolve => setTimeout(resolve, fate.milliseconds));
  if (fate.kind !== 'answer-lost') return { kind: 'answer', answer };
  if (typeof fate.instead === 'string') return { kind: fate.instead };
  return { kind: 'answer', answer: refuse(fate.instead) };
}
