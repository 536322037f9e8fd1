import type { DiaryEntry } from './moments.ts';

/**
 * The accepted calls, by recipient, whose sender never got to write down SES's answer: it did not arrive, or its process
 * ended first. Without the event, only these may be repeated.
 */
export function countUnnoted(diary: readonly DiaryEntry[]): ReadonlyMap<string, number> {
  const open = new Map<number, string>();
  const unnoted = new Map<string, number>();
  const count = (to: string, by: number) => unnoted.set(to, (unnoted.get(to) ?? 0) + by);
  for (const entry of diary) {
    if (entry.kind === 'accepted') {
      if (entry.answered) open.set(entry.processId, entry.to);
      else open.delete(entry.processId);
      count(entry.to, 1);
    } else if (entry.kind === 'noted') {
      const to = open.get(entry.processId);
      if (to !== undefined) count(to, -1);
      open.delete(entry.processId);
    }
  }
  return new Map([...unnoted].filter(([, calls]) => calls > 0));
}
