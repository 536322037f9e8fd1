import type { Interference } from './servers/interference.ts';
import type { QueueDepth } from './servers/messaging.ts';
import type { Outbox } from './servers/ses/outbox.ts';
import type { Usage } from './servers/usage.ts';
import type { StreamDepth } from './streams/streams.ts';

/** The whole of Daily Papers on this machine, as `startSystem` hands it out. */
export interface LocalSystem {
  /** Where readers reach the web function, without a trailing slash. */
  readonly webUrl: string;
  /** Where the console is, without a trailing slash. */
  readonly consoleUrl: string;
  /** Where tables, queues, mails and logs are kept. */
  readonly stateDirectory: string;
  /** Every mail that SES accepted. */
  readonly outbox: Outbox;
  /** AWS requests by service and action, and DynamoDB units, since the start. */
  readonly usage: Usage;
  /** The functions by construct name (`Ingest`), in the template's order. */
  readonly functions: readonly string[];
  /** The variables that a function runs with; throws for an unknown name. */
  environmentOf(functionName: string): Readonly<Record<string, string>>;
  /** Base URL of the DynamoDB endpoint; any credentials do. */
  readonly dynamoUrl: string;
  queues(): readonly QueueDepth[];
  streams(): readonly StreamDepth[];
  /**
   * Fires a schedule (by construct name, or by the name of the function that it wakes) as if it were `instant`, and
   * resolves to the function's answer. Throws FunctionError when the function fails.
   */
  fireSchedule(name: string, instant: Date): Promise<unknown>;
  /** When a schedule fires in [from, to). */
  occurrences(name: string, from: Date, to: Date): readonly Date[];
  /** Invokes a function once; throws FunctionError when it fails, times out or crashes. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /**
   * Resolves when no function runs, no SES event is on its way, and every stream and queue that feeds a function is empty;
   * rejects with NotQuietError, naming what is left, after `timeout` milliseconds. With `hidden: 'ignore'`, messages
   * that wait out their visibility timeout do not count.
   */
  waitUntilQuiet(options: { timeout: number; hidden?: 'wait' | 'ignore' }): Promise<void>;
  /** The most memory that this process and all workers held together so far, in bytes, sampled every quarter second. */
  peakMemory(): number;
  /** Ends timers, pollers, workers and servers. State stays on disk. Idempotent. */
  stop(): Promise<void>;
}

/** What `startSystem` may be told. */
export interface SystemOptions {
  /** Created when missing; `.local` for `npm start`. */
  readonly stateDirectory: string;
  /** A synthesised cloud assembly (`cdk.out`); see `synthesise` in synth.ts. */
  readonly assemblyDirectory: string;
  /** @default any free port */
  readonly webPort?: number;
  /** @default any free port */
  readonly consolePort?: number;
  /** Whether schedules fire by themselves. @default true */
  readonly timers?: boolean;
  /** Variables to set instead of the template's, by function name: `{ Ingest: { HUGGING_FACE_URL } }`. */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** SES's limits. @default 50 recipients a second, 50,000 in 24 hours */
  readonly ses?: { readonly maxSendRate?: number; readonly max24HourSend?: number };
  /**
   * Whether a queue's batching window is waited out, as on AWS. A simulation that lives through weeks need not.
   * @default true
   */
  readonly batchingWindows?: boolean;
  /**
   * How many functions may run at once over the whole account; what is invoked beside them is throttled.
   * @default any number
   */
  readonly accountConcurrency?: number;
  /** What goes wrong between functions and AWS. @default nothing */
  readonly interference?: Interference;
  /** Bundles to run instead of the template's, by function name; for tests. */
  readonly bundles?: Readonly<Record<string, string>>;
  /**
   * Longest that a stream waits for a batch to fill, in seconds, where the template lets it wait for longer.
   * @default as long as the template says
   */
  readonly streamInterval?: number;
  /** Shown on top of the console, e.g. that the sample listing is in use. */
  readonly notice?: string;
}
