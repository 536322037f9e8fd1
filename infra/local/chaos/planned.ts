import type { FaultName } from './fault-names.ts';
import type { Random } from './random.ts';

/** What goes wrong, and by which fault. */
export interface Planned<T> {
  readonly fault: FaultName;
  readonly does: T;
}

/** By moment: the n-th of its kind, counted from 1. */
export type Schedule<T> = ReadonlyMap<number, Planned<T>>;

/** A stream of draws for a part of the plan. */
export type Draw = (part: string) => Random;

export type Has = (name: FaultName) => boolean;

/** So many of a hundred, and one at the least. */
export function share(total: number, percent: number): number {
  return Math.max(1, Math.round((total * percent) / 100));
}

/** A schedule in which the first to want a moment has it. */
export function createSchedule<T>(has: Has) {
  const taken = new Map<number, Planned<T>>();
  return {
    taken: taken as Schedule<T>,
    add(fault: FaultName, moments: readonly number[], does: (position: number) => T): void {
      if (!has(fault)) return;
      for (const [position, moment] of moments.entries()) {
        if (!taken.has(moment)) taken.set(moment, { fault, does: does(position) });
      }
    },
  };
}

/** A row of moments. */
export function row(from: number, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => from + index);
}
