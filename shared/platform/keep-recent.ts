import type { Clock } from './clock.ts';

export interface Keeping {
  /** How long a reading is used. */
  readonly milliseconds: number;
  /** How many are kept: the least recently used one goes first. */
  readonly most: number;
}

/** What is kept under a name, made by `make` if there is none, or only one from before `since`. */
export type KeptOf<T> = (name: string, since: Date, make: () => Promise<T>) => Promise<T>;

/** Keeps the last few readings for a while. One that failed is not kept. */
export function keepRecent<T>(clock: Clock, { milliseconds, most }: Keeping): KeptOf<T> {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<T> }>();
  /** From an instant that is still to come nobody can have a reading: then any will do. */
  const isUsable = (at: number, now: number, since: number) =>
    now - at < milliseconds && (at >= since || since > now);
  return (name, since, make) => {
    const now = clock().getTime();
    const found = kept.get(name);
    kept.delete(name);
    const entry = found && isUsable(found.at, now, since.getTime()) ? found : { at: now, value: make() };
    kept.set(name, entry);
    if (entry !== found)
      entry.value.catch(() => {
        if (kept.get(name) === entry) kept.delete(name);
      });
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return entry.value;
  };
}

/** For `since`, where a reading is good however old the need for it is. */
export const anyTime = new Date(0);
