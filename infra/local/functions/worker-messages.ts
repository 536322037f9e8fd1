/** What the runner tells a worker: one invocation at a time. `event` is JSON, as the handler gets it on Lambda. */
export interface InvokeMessage {
  readonly requestId: string;
  readonly event: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** What a worker tells the runner. `answer` is JSON. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init-failed'; readonly failure: WorkerFailure }
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'failed'; readonly failure: WorkerFailure };

export interface WorkerFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[] | undefined;
}

/**
 * A worker writes this line to both its outputs when an invocation is over: pipes and messages travel apart, and this
 * tells the runner that it has all lines of the invocation.
 */
export const endOfOutput = '\u0000end of output\u0000';
