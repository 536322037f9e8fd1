import { FunctionError } from './function-error.ts';

export interface RetryPolicy {
  /** Attempts after the first. */
  readonly retries: number;
  /** Takes the record of what failed for good. */
  readonly onFailure: (record: string) => Promise<void>;
}

/** Lambda's pauses before it tries an asynchronous invocation again, in milliseconds. */
const pauses = [60_000, 120_000];

/**
 * An invocation that nobody waits for: tried again when the function fails, and handed to `onFailure` in the end.
 */
export async function invokeAsynchronously(
  invoke: () => Promise<unknown>,
  policy: RetryPolicy,
  pause: (milliseconds: number) => Promise<void>,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await invoke();
      return;
    } catch (error) {
      if (attempt >= policy.retries) {
        await policy.onFailure(failureRecord(error, attempt + 1));
        return;
      }
      await pause(pauses[attempt] ?? 0);
    }
  }
}

/** What Lambda sends to a destination, as far as an operator reads it. */
function failureRecord(error: unknown, attempts: number): string {
  const [errorType, errorMessage] =
    error instanceof FunctionError ? [error.type, error.message] : ['Unknown', String(error)];
  return JSON.stringify({
    version: '1.0',
    requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: attempts },
    responsePayload: { errorType, errorMessage },
  });
}
