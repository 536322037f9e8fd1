/** How long a stage of the demo took, in milliseconds. */
export interface StageTime {
  readonly stage: string;
  readonly milliseconds: number;
}

/** Times stages one after the other. */
export function createStopwatch(now: () => number, announce: (stage: string) => void) {
  const times: StageTime[] = [];
  return {
    times: times as readonly StageTime[],
    async time<T>(stage: string, work: () => Promise<T>): Promise<T> {
      announce(stage);
      const start = now();
      try {
        return await work();
      } finally {
        times.push({ stage, milliseconds: now() - start });
      }
    },
  };
}
