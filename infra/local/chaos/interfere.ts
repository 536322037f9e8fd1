import type { Caller, Fate, Interference, MessageFate, ServiceRequest } from '../servers/interference.ts';
import { createKiller, type KillDeps } from './kill-processes.ts';
import type { Moments } from './moments.ts';
import type { ChaosPlan } from './plan.ts';
import { diskFull, isAnswered } from './plan-requests.ts';
import type { Schedule } from './planned.ts';

const writes = new Set(['PutItem', 'UpdateItem', 'SendMessageBatch', 'SendRawEmail']);
/** An operator has mended what kept jobs stuck. */
export const mendedMoment = 'mended';
const normal: Fate = { kind: 'normal' };
const suppressed: Fate = {
  kind: 'refused',
  error: {
    status: 400,
    code: 'MessageRejected',
    message: 'Address is on the suppression list for your account.',
  },
};

export interface InterfereDeps extends KillDeps {
  /** The address that SES rejects for good. */
  readonly rejected: string | undefined;
  /** What becomes of a message of a stuck job, until that is mended. */
  readonly stuck: (body: string) => MessageFate;
}

/** Lets a plan come true. Requests of nobody's function go undisturbed. */
export function interfere(plan: ChaosPlan, deps: InterfereDeps): Interference {
  const { moments } = deps;
  const killer = createKiller(plan.kills, deps);
  const watch = createWatch(moments);

  const take = <T>(schedule: Schedule<T>, moment: number, at: string): T | undefined => {
    const planned = schedule.get(moment);
    if (planned !== undefined) moments.note({ kind: 'fault', fault: planned.fault, at: `${at} ${moment}` });
    return planned?.does;
  };

  const fateOf = (request: ServiceRequest, caller: Caller, send: number, to: string | undefined): Fate => {
    const ofIngest = caller.functionName === 'Ingest';
    if (!ofIngest && writes.has(request.action)) {
      const write = moments.next('write');
      if (plan.diskFull !== undefined && write >= plan.diskFull.from && write <= plan.diskFull.to) {
        moments.note({ kind: 'fault', fault: 'disk-full', at: `write ${write}` });
        return { kind: 'refused', error: diskFull };
      }
    }
    if (send > 0) {
      if (to !== deps.rejected) return take(plan.sends, send, 'send') ?? normal;
      moments.note({ kind: 'fault', fault: 'ses-reject', at: `send ${send}` });
      return suppressed;
    }
    if (request.service !== 'dynamodb') return normal;
    const [kind, schedule] = ofIngest
      ? (['dynamodb of ingest', plan.ingestDynamo] as const)
      : (['dynamodb', plan.dynamo] as const);
    return take(schedule, moments.next(kind), kind) ?? normal;
  };

  return {
    request(request, to) {
      const { caller } = request;
      if (caller === undefined) return normal;
      const send = request.action === 'SendRawEmail' ? moments.next('send') : 0;
      if (killer.before(request, caller, send)) return { kind: 'request-lost' };
      const fate = fateOf(request, caller, send, to);
      watch.asked(request, caller, fate);
      if (fate.kind === 'refused') killer.after(request, caller);
      return fate;
    },
    done(request, status, to) {
      const { caller } = request;
      if (caller === undefined) return;
      watch.done(request, caller, status, to);
      killer.after(request, caller);
    },
    event() {
      const event = moments.next('event');
      if (!plan.noEvents) return take(plan.events, event, 'event') ?? [0];
      moments.note({ kind: 'fault', fault: 'events-never', at: `event ${event}` });
      return [];
    },
    batch: () =>
      take(plan.batches, moments.next('batch'), 'batch') ?? { delay: 0, again: 'no', reversed: false },
    message(body) {
      if (plan.stuck === undefined || moments.count(mendedMoment) > 0) return 'normal';
      const fate = deps.stuck(body);
      if (fate !== 'normal') moments.note({ kind: 'fault', fault: 'jobs-stuck', at: fate });
      return fate;
    },
  };
}

/** Notes which accepted mails nobody may know of: a worker sends one mail at a time, and writes down what came of it. */
function createWatch(moments: Moments) {
  const unanswered = new Set<number>();
  const unnoted = new Set<number>();
  return {
    asked({ action }: ServiceRequest, { processId }: Caller, fate: Fate): void {
      if (action === 'SendRawEmail' && !isAnswered(fate)) unanswered.add(processId);
      // The worker reads the next digest's lines: the table did not take what it had to write of the last one.
      if (action === 'Query') unnoted.delete(processId);
    },
    done({ action }: ServiceRequest, { processId }: Caller, status: number, to: string | undefined): void {
      // Not when it is asked for: the runner may be killed before it is done.
      if (action === 'PutItem' && unnoted.delete(processId)) moments.note({ kind: 'noted', processId });
      if (action !== 'SendRawEmail') return;
      const answered = !unanswered.delete(processId);
      if (status !== 200 || to === undefined) return;
      if (answered) unnoted.add(processId);
      moments.note({ kind: 'accepted', processId, to, answered });
    },
  };
}
