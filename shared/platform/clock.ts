/** The time now. A parameter wherever time matters, so that tests and simulations choose it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** Seconds since the epoch: the unit of DynamoDB's TTL. */
export function epochSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

/** How long a caller may wait, in milliseconds; injected so that waits can be observed in tests. */
export type Sleep = (milliseconds: number) => Promise<void>;

export const sleep: Sleep = milliseconds =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
