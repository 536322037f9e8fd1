/** A command cannot do what it was asked. The message is for the person who typed it: what is wrong, and what would do. */
export class OpsError extends Error {
  override readonly name = 'OpsError';
}
