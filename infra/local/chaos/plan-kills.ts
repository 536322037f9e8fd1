import type { Random } from './random.ts';

export type Victim = 'Mailer' | 'SendEvents' | 'Feedback' | 'FanOut' | 'Dispatch' | 'Ingest' | 'runner';

/**
 * The end of a process by SIGKILL at the n-th request that it, or another process of its function, makes to AWS, or at the
 * n-th mail that it hands to SES: before the service has done anything, or after it, before the answer leaves. Between
 * two requests nothing can be told apart from outside. The runner, which hosts servers and event sources, ends at the
 * n-th request of all functions but ingest. What cannot be done at its moment is done at the next one (createKiller).
 */
export interface Kill {
  readonly victim: Victim;
  readonly at: 'request' | 'send';
  readonly number: number;
  readonly when: 'before' | 'after';
}

/** `Mailer send 17`: there is one of each in a plan. */
export function killName({ victim, at, number }: Kill): string {
  return `${victim} ${at} ${number}`;
}

/** The kind of moment that a kill counts. */
export function momentOf({ victim, at }: Pick<Kill, 'victim' | 'at'>): string {
  if (at === 'send') return 'send';
  return victim === 'runner' ? 'request' : `request of ${victim}`;
}

interface Share extends Pick<Kill, 'victim' | 'at'> {
  /** Of a hundred kills. */
  readonly weight: number;
  /** How many of these it surely comes to. */
  readonly moments: number;
}

/** Most of what can be lost or repeated is in the mailer's hands. */
function sharesFor(subscribers: number, events: boolean): readonly Share[] {
  return [
    { victim: 'Mailer', at: 'request', weight: 35, moments: 4 * subscribers },
    { victim: 'Mailer', at: 'send', weight: 25, moments: subscribers },
    { victim: 'FanOut', at: 'request', weight: 10, moments: 8 + Math.floor(subscribers / 10) },
    { victim: 'runner', at: 'request', weight: 9, moments: 5 * subscribers },
    ...(events ? eventShares(subscribers) : []),
    { victim: 'Ingest', at: 'request', weight: 4, moments: 40 },
    { victim: 'Dispatch', at: 'request', weight: 4, moments: 8 },
  ];
}

/** Events come in batches of a second, and only what is news comes to feedback. */
function eventShares(subscribers: number): readonly Share[] {
  return [
    { victim: 'SendEvents', at: 'request', weight: 6, moments: 5 + Math.floor(subscribers / 20) },
    { victim: 'Feedback', at: 'request', weight: 7, moments: 5 + Math.floor(subscribers / 10) },
  ];
}

/** Draws exactly so many kills, or as many as there are moments for. */
export function planKills(
  random: Random,
  { subscribers, kills, events }: { subscribers: number; kills: number; events: boolean },
): readonly Kill[] {
  const shares = sharesFor(subscribers, events);
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  let left = kills;
  const counts = shares.map(({ weight, moments }) => {
    const count = Math.min(Math.floor((kills * weight) / total), moments);
    left -= count;
    return count;
  });
  // The rest goes round, from the second on, so that even a short run kills more than the mailer.
  for (let turn = 1; left > 0 && turn <= kills * shares.length; turn += 1) {
    const index = turn % shares.length;
    const share = shares[index];
    if (share === undefined || (counts[index] ?? 0) >= share.moments) continue;
    counts[index] = (counts[index] ?? 0) + 1;
    left -= 1;
  }
  return shares.flatMap(({ victim, at, moments }, index) =>
    random
      .different(counts[index] ?? 0, moments)
      .map(number => ({ victim, at, number, when: random.oneOf(['before', 'after']) })),
  );
}
