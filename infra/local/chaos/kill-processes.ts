import type { Caller, ServiceRequest } from '../servers/interference.ts';
import type { Moments } from './moments.ts';
import { type Kill, killName, momentOf } from './plan-kills.ts';

export interface KillDeps {
  readonly moments: Moments;
  /** Ends a process by SIGKILL. False when it had ended before. */
  readonly kill: (processId: number) => boolean;
  /** The process that hosts the servers: this one. */
  readonly runnerId: number;
}

export interface Killer {
  /** Hears of a request, the `send`-th mail or 0. Whether it never reaches its service. */
  before(request: ServiceRequest, caller: Caller, send: number): boolean;
  /** Hears that the service has done it, before the answer leaves. */
  after(request: ServiceRequest, caller: Caller): void;
}

/**
 * Counts requests, and ends processes when their moment has come. A kill that cannot be done at its moment is done at the
 * next one of its kind: when the process has just been ended by another kill, and when the runner was killed while the
 * request was under way.
 */
export function createKiller(kills: readonly Kill[], { moments, kill, runnerId }: KillDeps): Killer {
  const done = new Set(moments.past.map(entry => (entry.kind === 'kill' ? entry.planned : undefined)));
  const waiting = kills.filter(each => !done.has(killName(each)));
  /** Those whose request is under way; a process may have several requests under way. */
  const underWay = new WeakMap<ServiceRequest, readonly Kill[]>();
  const ended = new Set<number>();

  /** Takes the first whose moment has come. */
  const take = (victim: string, at: Kill['at']): readonly Kill[] => {
    const index = waiting.findIndex(
      each => each.victim === victim && each.at === at && each.number <= moments.count(momentOf(each)),
    );
    return index === -1 ? [] : waiting.splice(index, 1);
  };

  const end = (each: Kill, { service, action }: ServiceRequest, processId: number) => {
    const note = () => {
      moments.note({
        kind: 'kill',
        victim: each.victim,
        at: `${service} ${action}`,
        planned: killName(each),
      });
    };
    if (each.victim === 'runner') {
      // Nothing is noted after it.
      note();
      kill(runnerId);
    } else if (!ended.has(processId) && kill(processId)) {
      ended.add(processId);
      note();
    } else {
      waiting.unshift(each);
    }
  };

  return {
    before(request, { functionName, processId }, send) {
      moments.next(`request of ${functionName}`);
      if (functionName !== 'Ingest') moments.next('request');
      const ofSend = send === 0 || ended.has(processId) ? [] : take(functionName, 'send');
      const ofFunction = ofSend.length > 0 || ended.has(processId) ? ofSend : take(functionName, 'request');
      // Last, for nothing happens after it.
      const due = [...ofFunction, ...(functionName === 'Ingest' ? [] : take('runner', 'request'))];
      const isLost = due.some(({ when }) => when === 'before');
      // Who is to end after a request that is lost need not wait for it.
      if (isLost) for (const each of due) end(each, request, processId);
      else underWay.set(request, due);
      return isLost;
    },
    after(request, { processId }) {
      const due = underWay.get(request) ?? [];
      underWay.delete(request);
      for (const each of due) end(each, request, processId);
    },
  };
}
