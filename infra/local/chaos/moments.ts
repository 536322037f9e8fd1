import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/**
 * Counts what happens over the whole run, however often its runner is killed: each count is on disk before anybody acts
 * on it. The file is also the diary of the run.
 */
export interface Moments {
  /** This is the n-th of its kind. */
  next(kind: string): number;
  /** How many of its kind there were. */
  count(kind: string): number;
  note(entry: DiaryEntry): void;
  /** What was noted before this was opened. */
  readonly past: readonly DiaryEntry[];
}

/** What went wrong, as it happened. */
export type DiaryEntry =
  | { readonly kind: 'fault'; readonly fault: string; readonly at: string }
  /** A process was ended. `planned` is its name in the plan, see killName. */
  | { readonly kind: 'kill'; readonly victim: string; readonly at: string; readonly planned: string }
  /** SES accepted a mail of this process, and its answer may arrive or not. */
  | {
      readonly kind: 'accepted';
      readonly processId: number;
      readonly to: string;
      readonly answered: boolean;
    }
  /** A process that got SES's answer wrote it down. */
  | { readonly kind: 'noted'; readonly processId: number };

export function openMoments(file: string): Moments {
  const counts = new Map<string, number>();
  if (existsSync(file)) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [, kind] = /^\+(.+)$/.exec(line) ?? [];
      if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return {
    next(kind) {
      appendFileSync(file, `+${kind}\n`);
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return count;
    },
    count: kind => counts.get(kind) ?? 0,
    note(entry) {
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
    },
    past: readDiary(file),
  };
}

/** The diary so far, in order. */
function readDiary(file: string): readonly DiaryEntry[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('{') && line.endsWith('}'))
    .map(line => JSON.parse(line) as DiaryEntry);
}
