import type { RunAccount } from '../../../shared/deliveries/account.ts';
import type { Invocation } from '../functions/invocation-log.ts';
import type { Schedule } from '../schedules/schedule.ts';
import type { QueueDepth } from '../servers/messaging.ts';
import type { Outbox } from '../servers/ses/outbox.ts';
import type { StreamDepth } from '../streams/streams.ts';

/** What the console shows and may set off. */
export interface ConsoleView {
  readonly webUrl: string;
  readonly stateDirectory: string;
  /** Shown on top of every page. */
  readonly notice?: string | undefined;
  readonly outbox: Outbox;
  readonly queues: () => readonly QueueDepth[];
  readonly streams: () => readonly StreamDepth[];
  readonly functions: () => readonly FunctionView[];
  readonly schedules: readonly Schedule[];
  /** The runs of a UTC day, oldest first. */
  readonly runs: (day: string) => Promise<readonly RunView[]>;
  readonly now: () => Date;
}

export interface FunctionView {
  readonly name: string;
  /** Invocations that run or wait. */
  readonly active: number;
  /** Newest first. */
  readonly recent: readonly Invocation[];
}

export type RunView = RunAccount & { readonly run: string; readonly complete: boolean };
