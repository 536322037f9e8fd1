import type { WorkerFailure } from './worker-messages.ts';

/** The type of the error with which invocations end that the system's own end cuts off. */
export const stoppedType = 'Local.Stopped';

/** A function failed, timed out or ended its process; `type` and message are as Lambda gives them. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly functionName: string;
  readonly type: string;

  constructor(functionName: string, failure: WorkerFailure) {
    super(`${functionName}: ${failure.errorMessage}`);
    this.functionName = functionName;
    this.type = failure.errorType;
  }
}
