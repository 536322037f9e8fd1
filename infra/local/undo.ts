/** Steps to take back, last one first: what `stop` does, and what a start that fails half-way does. */
export interface Undo {
  add(step: () => unknown): void;
  /** Runs every step once, even when one fails; then throws the first failure. */
  run(): Promise<void>;
}

export function createUndo(): Undo {
  const steps: (() => unknown)[] = [];
  return {
    add(step) {
      steps.push(step);
    },
    async run() {
      const failures: unknown[] = [];
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        try {
          await step();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
