import * as z from 'zod';

/** What the runner tells a worker: one invocation at a time. `event` is JSON, as the handler gets it on Lambda. */
export const invokeMessageSchema = z.object({
  requestId: z.string(),
  event: z.string(),
  /** Milliseconds since the epoch. */
  deadline: z.number(),
});
export type InvokeMessage = z.output<typeof invokeMessageSchema>;

const failureSchema = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).optional(),
});

/** What a worker tells the runner. */
export const workerMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('init-failed'), failure: failureSchema }),
  /** `answer` is JSON. */
  z.object({ kind: z.literal('answered'), answer: z.string() }),
  z.object({ kind: z.literal('failed'), failure: failureSchema }),
]);
export type WorkerMessage = z.output<typeof workerMessageSchema>;

/**
 * A worker writes this line to both its outputs when an invocation is over: pipes and messages travel apart, and this
 * tells the runner that it has all lines of the invocation.
 */
export const endOfOutput = '\u0000end of output\u0000';
