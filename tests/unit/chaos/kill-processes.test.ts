import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKiller, type Killer } from '../../../infra/local/chaos/kill-processes.ts';
import { missedKills } from '../../../infra/local/chaos/missed-kills.ts';
import { openMoments } from '../../../infra/local/chaos/moments.ts';
import type { Kill } from '../../../infra/local/chaos/plan-kills.ts';
import type { Caller, ServiceRequest } from '../../../infra/local/servers/interference.ts';

const runnerId = 1;
const mailer = (processId: number): Caller => ({ functionName: 'Mailer', processId });
const requestOf = (caller: Caller): ServiceRequest => ({ service: 'dynamodb', action: 'GetItem', caller });
const kill = (fields: Partial<Kill> = {}): Kill => ({
  victim: 'Mailer',
  at: 'request',
  number: 2,
  when: 'after',
  ...fields,
});

let directory: string;
let killed: number[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'daily-papers-kills-'));
  killed = [];
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const moments = () => openMoments(join(directory, 'moments'));

/** The runner's part, started on what is on disk. */
function start(kills: readonly Kill[], alive: (processId: number) => boolean = () => true): Killer {
  const end = (processId: number) => {
    if (alive(processId)) killed.push(processId);
    return alive(processId);
  };
  return createKiller(kills, { moments: moments(), kill: end, runnerId });
}

function ask(killer: Killer, caller: Caller): void {
  const request = requestOf(caller);
  if (!killer.before(request, caller, 0)) killer.after(request, caller);
}

function missed(kills: readonly Kill[]) {
  const { past } = moments();
  return missedKills(kills, past, moment => moments().count(moment));
}

describe('a process is killed', () => {
  it('at its request, after the service has done it', () => {
    const killer = start([kill()]);
    const second = requestOf(mailer(12));

    ask(killer, mailer(11));
    const isLost = killer.before(second, mailer(12), 0);
    const before = [...killed];
    killer.after(second, mailer(12));

    expect({ isLost, before, killed }).toEqual({ isLost: false, before: [], killed: [12] });
  });

  it('before the service has done anything', () => {
    const killer = start([kill({ number: 1, when: 'before' })]);

    const isLost = killer.before(requestOf(mailer(11)), mailer(11), 0);

    expect({ isLost, killed }).toEqual({ isLost: true, killed: [11] });
  });

  it('at the next request, when the runner was killed while its own was under way', () => {
    const kills = [kill({ number: 1 }), kill({ victim: 'runner', number: 2, when: 'before' })];
    const first = start(kills);
    first.before(requestOf(mailer(11)), mailer(11), 0);
    first.before(requestOf(mailer(12)), mailer(12), 0);

    ask(start(kills), mailer(21));

    expect(killed).toEqual([runnerId, 21]);
    expect(missed(kills)).toEqual([]);
  });

  it('once for each kill, when two of them fall on one request', () => {
    const kills = [kill({ number: 1 }), kill({ at: 'send', number: 1 })];
    const send = { ...requestOf(mailer(11)), service: 'ses', action: 'SendRawEmail' } as const;
    moments().next('send');
    const killer = start(kills);

    killer.before(send, mailer(11), 1);
    killer.after(send, mailer(11));
    ask(killer, mailer(12));

    expect(killed).toEqual([11, 12]);
  });

  it('and another in its place, when it had ended by then', () => {
    const kills = [kill({ number: 1 })];
    const killer = start(kills, processId => processId !== 11);

    ask(killer, mailer(11));
    ask(killer, mailer(12));

    expect(killed).toEqual([12]);
    expect(missed(kills)).toEqual([]);
  });
});

describe('a kill without a moment', () => {
  it('is told, and how many moments there were', () => {
    const kills = [kill({ number: 3 })];
    const killer = start(kills);

    ask(killer, mailer(11));
    ask(killer, mailer(11));

    expect(missed(kills)).toEqual([{ kill: 'Mailer request 3', moments: 2 }]);
  });
});
