import type { DiaryEntry } from './moments.ts';
import { type Kill, killName, momentOf } from './plan-kills.ts';

/** A kill that was planned and not done. */
export interface MissedKill {
  /** `FanOut request 38` */
  readonly kill: string;
  /** How many requests or mails there were. With as many as the kill asked for, none came afterwards to be killed at. */
  readonly moments: number;
}

/** The planned kills that the diary does not have. */
export function missedKills(
  planned: readonly Kill[],
  diary: readonly DiaryEntry[],
  count: (moment: string) => number,
): readonly MissedKill[] {
  const done = new Set(diary.map(entry => (entry.kind === 'kill' ? entry.planned : undefined)));
  return planned
    .filter(kill => !done.has(killName(kill)))
    .map(kill => ({ kill: killName(kill), moments: count(momentOf(kill)) }));
}
