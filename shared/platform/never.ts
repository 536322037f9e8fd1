/** Ends a union: a new member that is not handled becomes a compile error, and at run time an error that names it. */
export function assertNever(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
