import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../../ops/target/connect.ts';
import type { Target } from '../../ops/target/target.ts';

/** The system as an operator reaches it. Ports change with each start. */
export async function withTarget<T>(
  { stateDirectory }: { readonly stateDirectory: string },
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const target = await connect({ stage: undefined, local: true, state: stateDirectory });
  try {
    return await work(target);
  } finally {
    target.close();
  }
}

/** The runner may be killed at any moment, and its endpoints with it: then once more, when it is up again. */
export async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 20) throw error;
      await pause(500);
    }
  }
}
