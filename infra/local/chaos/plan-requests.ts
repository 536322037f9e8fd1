import type { Fate, ServiceError } from '../servers/interference.ts';
import { timing } from './chaos-stage.ts';
import { createSchedule, type Draw, type Has, row, type Schedule, share } from './planned.ts';

const error = (status: number, code: string, message: string): ServiceError => ({ status, code, message });

const internal = error(500, 'InternalFailure', 'An internal failure occurred.');
const throttled = error(400, 'Throttling', 'Maximum sending rate exceeded.');
const quotaSpent = error(400, 'Throttling', 'Daily message quota exceeded.');
const paused = error(400, 'AccountSendingPausedException', 'Sending is paused for this account.');
const overloaded = error(
  400,
  'ProvisionedThroughputExceededException',
  'The level of configured provisioned throughput for the table was exceeded.',
);

const broken = error(500, 'InternalServerError', 'The request could not be processed.');
/** As a server answers whose disk is full. */
export const diskFull = error(500, 'InternalFailure', 'ENOSPC: no space left on device, write');

const refused = (by: ServiceError): Fate => ({ kind: 'refused', error: by });

/** Late enough that the client has given up on it. */
const tooLate = timing.sesTimeoutSeconds * 2_000;
/** Long enough for an event to be taken in, and well within what the client waits. */
const aMoment = timing.sesTimeoutSeconds * 400;

/** What becomes of calls of SendRawEmail. Every reader's first call is among the first `subscribers`, or soon after. */
export function planSends(draw: Draw, subscribers: number, has: Has): Schedule<Fate> {
  const schedule = createSchedule<Fate>(has);
  const some = (fault: string, percent: number) =>
    draw(fault).different(share(subscribers, percent), subscribers);
  const aRow = (fault: string, length: number) => row(draw(fault).whole(1, subscribers), length);
  schedule.add('ses-throttle', aRow('ses-throttle', share(subscribers, 5) + 3), () => refused(throttled));
  schedule.add('ses-quota', aRow('ses-quota', 3), () => refused(quotaSpent));
  schedule.add('ses-paused', aRow('ses-paused', 3), () => refused(paused));
  schedule.add('ses-drop', some('ses-drop', 5), () => ({ kind: 'answer-lost', instead: 'reset' }));
  schedule.add('ses-late', some('ses-late', 2), () => ({ kind: 'delayed', milliseconds: tooLate }));
  schedule.add('ses-500', some('ses-500', 4), position =>
    position % 2 === 0 ? refused(internal) : { kind: 'answer-lost', instead: internal },
  );
  schedule.add('events-early', some('events-early', 5), () => ({ kind: 'delayed', milliseconds: aMoment }));
  return schedule.taken;
}

/** So many milliseconds later the client has given up, and SES has accepted the mail without its knowing. */
export function isAnswered(fate: Fate): boolean {
  if (fate.kind === 'delayed') return fate.milliseconds < timing.sesTimeoutSeconds * 1_000;
  return fate.kind === 'normal';
}

/** What becomes of requests to DynamoDB: five for a mail, and some for all the rest. */
export function planDynamo(draw: Draw, requests: number, has: Has): Schedule<Fate> {
  const schedule = createSchedule<Fate>(has);
  // The SDK tries five times. With several functions at work, some of them meet a row of ten more often than that.
  const rows = draw('dynamodb-throttle')
    .different(Math.ceil(requests / 400), requests)
    .flatMap(from => row(from, 10));
  schedule.add('dynamodb-throttle', rows, () => refused(overloaded));
  const failures = draw('dynamodb-500').different(share(requests, 1), requests);
  schedule.add('dynamodb-500', failures, () => refused(broken));
  const timeouts = draw('dynamodb-timeout').different(share(requests, 1), requests);
  schedule.add('dynamodb-timeout', timeouts, lostAnswer);
  return schedule.taken;
}

/** The same for ingest, which makes some forty requests for a day and few for the next hour. */
export function planIngestDynamo(has: Has): Schedule<Fate> {
  const schedule = createSchedule<Fate>(has);
  schedule.add('dynamodb-throttle', row(5, 8), () => refused(overloaded));
  schedule.add('dynamodb-timeout', [20, 30], () => lostAnswer(1));
  schedule.add('dynamodb-500', [25, 35], () => refused(broken));
  schedule.add('disk-full', row(45, 8), () => refused(diskFull));
  return schedule.taken;
}

/** Nearly all as a broken connection: to wait for nothing costs a run three seconds each time. */
function lostAnswer(position: number): Fate {
  return { kind: 'answer-lost', instead: position % 5 === 0 ? 'hang' : 'reset' };
}
