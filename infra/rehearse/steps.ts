import { setTimeout as pause } from 'node:timers/promises';

/** One thing that the rehearsal saw, or did not see, from outside. */
export interface Steps {
  /**
   * Does one step and prints it with ✓, the time it took and what was seen.
   * @throws whatever `look` throws, after printing it with ✗.
   */
  step<T>(title: string, look: () => Promise<T>, seen?: (value: T) => string): Promise<T>;
  /** How many steps went well. */
  passed(): number;
}

/** Prints steps as they happen. `now` is in milliseconds, from any beginning. */
export function createSteps(print: (line: string) => void, now: () => number): Steps {
  let passed = 0;
  return {
    passed: () => passed,
    async step(title, look, seen = () => '') {
      const started = now();
      const line = (mark: string, detail: string) => {
        const seconds = ((now() - started) / 1000).toFixed(1).padStart(5);
        print(`${mark} ${seconds} s  ${title}${detail === '' ? '' : `: ${detail}`}`);
      };
      try {
        const value = await look();
        line('✓', seen(value));
        passed += 1;
        return value;
      } catch (error) {
        line('✗', error instanceof Error ? error.message : String(error));
        throw error;
      }
    },
  };
}

/** What should have come true did not. */
export class NotSeenError extends Error {
  override readonly name = 'NotSeenError';
}

export function expectThat(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new NotSeenError(otherwise);
}

/** Asks again every half second until there is an answer. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  { seconds = 60, signal }: { readonly seconds?: number; readonly signal?: AbortSignal } = {},
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    signal?.throwIfAborted();
    const answer = await look();
    if (answer !== undefined) return answer;
    await pause(500, undefined, { signal });
  }
  throw new NotSeenError(`${what} was not seen within ${seconds} s`);
}
