/** A function failed, timed out or ended its process; `type` and message are as Lambda gives them. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly functionName: string;
  readonly type: string;

  constructor(functionName: string, failure: Failure) {
    super(`${functionName}: ${failure.errorMessage}`);
    this.functionName = functionName;
    this.type = failure.errorType;
  }
}

/** An error in the shape that Lambda answers with. */
export interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[] | undefined;
}
