/** A Lambda function as this machine runs it. */
export interface FunctionDefinition {
  /** The unit of the picture: `Mailer`. */
  readonly name: string;
  readonly arn: string;
  /** Absolute path of the bundle's entry file. */
  readonly bundle: string;
  /** What the bundle exports: `handler`. */
  readonly exportName: string;
  /** All variables that the function sees, Lambda's own included. */
  readonly environment: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly timeout: number;
  /** MiB; also bounds the heap. */
  readonly memorySize: number;
  /** How many invocations may run at once; others wait. */
  readonly maxConcurrency: number;
}
