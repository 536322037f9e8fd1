/** Why the system cannot start, in words for the person who started it: what is wrong and what to do. */
export class StartUpError extends Error {
  override readonly name = 'StartUpError';
}
