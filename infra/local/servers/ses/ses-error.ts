/** A refusal as SES words it: `code` is what the SDK makes the error's name of. Nothing was sent. */
export class SesError extends Error {
  override readonly name = 'SesError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export function invalidParameter(message: string): SesError {
  return new SesError('InvalidParameterValue', message);
}
