import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chaosContext, graceSeconds, timing } from '../../infra/local/chaos/chaos-stage.ts';
import { addReaders } from '../../infra/local/populate.ts';
import { noInterference } from '../../infra/local/servers/interference.ts';
import { serveOnLoopback } from '../../seeds/listing-server.ts';
import { runId } from '../../shared/deliveries/run.ts';
import type { DigestJob } from '../../shared/jobs.ts';
import type { MetricName } from '../../shared/platform/metric-names.ts';
import { defaultPreferences } from '../../shared/subscribers/subscriber.ts';
import { readAlarms, rings, type TemplateAlarm } from '../support/alarms.ts';
import { emitted, readLog } from '../support/emitted-metrics.ts';
import { type RunningSystem, startRunningSystem } from '../support/running-system.ts';
import { readContext } from '../support/synthesised-stage.ts';

/**
 * Each alarm of the template, rung by a system that was brought into the state that it is about. What a metric of ours
 * says is read from what the functions wrote; what a metric of AWS says, from the state that AWS would measure.
 */

const quiet = { timeout: 60_000, hidden: 'ignore' } as const;
const driven = new Set<string>();

let running: RunningSystem;
let alarms: readonly TemplateAlarm[];

function alarm(name: string, metric: string): TemplateAlarm {
  const found = alarms.find(each => each.name === name);
  if (found === undefined) throw new Error(`there is no alarm ${name}`);
  // That the alarm reads what the test reads is half of what is tested.
  expect(found.metrics.map(each => each.name)).toContain(metric);
  driven.add(name);
  return found;
}

async function start(...options: Parameters<typeof startRunningSystem>): Promise<void> {
  running = await startRunningSystem(...options);
  const template = join(running.assemblyDirectory, 'DailyPapers-local-Pipeline.template.json');
  alarms = readAlarms(JSON.parse(await readFile(template, 'utf8')));
}

async function fire(name: string, at: string): Promise<void> {
  await running.system.fireSchedule(name, new Date(at));
  await running.system.waitUntilQuiet(quiet);
}

const metric = (functionName: string, name: MetricName) => emitted(running.system, functionName, name);
const active = (name: string, count: number) =>
  addReaders(running.system, { name, count, preferences: { ...defaultPreferences, zone: 'UTC', hour: 9 } });
/** Does something with the queue that feeds the mailer. */
async function withDigests(act: (sqs: SQSClient, queueUrl: string) => Promise<unknown>): Promise<void> {
  const { DIGESTS_QUEUE_URL: queueUrl = '', AWS_ENDPOINT_URL_SQS: endpoint = '' } =
    running.system.environmentOf('Mailer');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sqs = new SQSClient({ region: 'us-east-1', endpoint, credentials });
  await act(sqs, queueUrl);
  sqs.destroy();
}
const sendToMailer = (MessageBody: string) =>
  withDigests((sqs, QueueUrl) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })));
const signUp = (email: string) =>
  fetch(`${running.system.webUrl}/subscriptions`, {
    method: 'POST',
    body: new URLSearchParams({ email, zone: 'UTC', hour: '9' }),
  });

describe('when the source goes down', () => {
  let sourceIsUp = true;
  let source: Awaited<ReturnType<typeof serveOnLoopback>>;

  beforeAll(async () => {
    source = await serveOnLoopback((_, response) => {
      response
        .writeHead(sourceIsUp ? 200 : 403, { 'content-type': 'application/json' })
        .end(sourceIsUp ? '[]' : 'no');
    });
    await start('2026-01-08', { environment: { Ingest: { HUGGING_FACE_URL: source.url } } });
  });
  afterAll(async () => {
    await running.stop();
    await source.close();
  });

  it('NoListing is silent in the day after a day has settled', async () => {
    await fire('Ingest', '2026-01-08T08:05:00Z');

    const [settled] = await metric('Ingest', 'DaysSettled');
    const hours = [settled, ...Array.from<undefined>({ length: 24 })];
    expect(rings(alarm('NoListing', 'DaysSettled'), hours)).toBe(false);
  });

  it('NoListing rings when the next does not, and DayDelayed at the second poll that fails', async () => {
    const before = (await metric('Ingest', 'DaysSettled')).length;
    sourceIsUp = false;
    for (const at of ['2026-01-09T08:05:00Z', '2026-01-09T09:05:00Z'])
      await expect(fire('Ingest', at)).rejects.toThrow('days could be read');

    expect(await metric('Ingest', 'DaysSettled')).toHaveLength(before);
    expect(rings(alarm('NoListing', 'DaysSettled'), Array.from<undefined>({ length: 25 }))).toBe(true);
    const delayed = await metric('Ingest', 'DaysDelayed');
    expect(delayed).toHaveLength(2);
    expect(rings(alarm('DayDelayed', 'DaysDelayed'), [undefined, ...delayed])).toBe(true);
    expect(rings(alarm('DayDelayed', 'DaysDelayed'), [undefined, undefined, delayed[0]])).toBe(false);
  });

  it('NoDispatch rings until dispatch is invoked', async () => {
    const silent = alarm('NoDispatch', 'Invocations');
    const invocations = async () =>
      (await readLog(running.system, 'Dispatch')).filter(line => line.includes('"event":"dispatched"'))
        .length;

    // Lambda writes no data for an hour without an invocation.
    expect(await invocations()).toBe(0);
    expect(rings(silent, [undefined])).toBe(true);

    await fire('Dispatch', '2026-01-09T09:15:00Z');
    expect(rings(silent, [await invocations()])).toBe(false);
  });

  it('FunctionErrors rings when a function cannot work at all, three times', async () => {
    for (let time = 0; time < 3; time += 1)
      await expect(running.system.invoke('Mailer', 'not an event')).rejects.toThrow();

    const failures = (await readLog(running.system, 'Mailer')).filter(line => line.includes('"errorType"'));
    expect(rings(alarm('FunctionErrors', 'Errors'), [failures.length])).toBe(true);
  });

  it('DeadLetters rings when a job is poisoned', async () => {
    // Ten receives without ten times twelve minutes between them.
    await withDigests((sqs, QueueUrl) =>
      sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '0' } })),
    );
    await sendToMailer('poison');

    const visible = () =>
      running.system
        .queues()
        .filter(({ name }) => name.includes('DeadLetters'))
        .reduce((sum, queue) => sum + queue.visible, 0);
    await expect.poll(visible, { timeout: 60_000, interval: 200 }).toBe(1);
    expect(rings(alarm('DeadLetters', 'ApproximateNumberOfMessagesVisible'), [visible()])).toBe(true);
  });

  it('BounceRate and ComplaintRate ring when one mail in nine bounces, and another is reported', async () => {
    for (let number = 0; number < 7; number += 1) await signUp(`reader-${number}@journey.example`);
    await signUp('bounce@simulator.amazonses.com');
    await signUp('complaint@simulator.amazonses.com');
    await running.system.waitUntilQuiet(quiet);

    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const bounced = sum(await metric('Feedback', 'MailsBounced'));
    const complained = sum(await metric('Feedback', 'MailsComplained'));
    expect([bounced, complained]).toEqual([1, 1]);
    // SES's own rates are what the alarms read: the same mails, over all that it took.
    const mails = running.system.outbox.list().length;
    expect(rings(alarm('BounceRate', 'Reputation.BounceRate'), [bounced / mails])).toBe(true);
    expect(rings(alarm('ComplaintRate', 'Reputation.ComplaintRate'), [complained / mails])).toBe(true);
    expect(rings(alarm('BounceRate', 'Reputation.BounceRate'), [bounced / 50])).toBe(false);
  });
});

describe('when the daily quota is used up in the middle of a run', () => {
  beforeAll(async () => {
    await start('2026-01-09', { ses: { max24HourSend: 10 } });
    await fire('Ingest', '2026-01-08T08:05:00Z');
    for (let number = 0; number < 8; number += 1) await signUp(`pending-${number}@journey.example`);
    await active('due', 6);
    await fire('Dispatch', '2026-01-08T09:00:00Z');
  });
  afterAll(() => running.stop());

  it('QuotaUsed rings, and BreakerOpen', async () => {
    const used = await metric('Mailer', 'QuotaUsedPercent');
    expect(rings(alarm('QuotaUsed', 'QuotaUsedPercent'), [Math.max(...used)])).toBe(true);
    expect(rings(alarm('QuotaUsed', 'QuotaUsedPercent'), [79])).toBe(false);
    const [open] = await metric('Mailer', 'BreakerOpen');
    expect(rings(alarm('BreakerOpen', 'BreakerOpen'), [open])).toBe(true);
  });

  it('RunIncomplete rings two hours later, when dispatch audits the run', async () => {
    expect(await metric('Dispatch', 'IncompleteRuns')).toEqual([]);
    await fire('Dispatch', '2026-01-08T10:45:00Z');
    expect(await metric('Dispatch', 'IncompleteRuns')).toEqual([]);

    await fire('Dispatch', '2026-01-08T11:00:00Z');

    const [incomplete] = await metric('Dispatch', 'IncompleteRuns');
    expect(rings(alarm('RunIncomplete', 'IncompleteRuns'), [incomplete])).toBe(true);
  });

  it('JobsWait rings when jobs are left that were due two hours ago, and not for one that was due just now', async () => {
    const wait = alarm('JobsWait', 'WaitingJobSeconds');
    const before = await metric('Mailer', 'WaitingJobSeconds');
    const [reader] = await active('late', 1);
    const dueJustNow = runId(new Date(Date.now() - 5 * 60_000));
    const job: DigestJob = {
      version: 1,
      kind: 'digest',
      run: dueJustNow,
      subscriber: reader!.id,
      digest: dueJustNow.slice(0, 10),
    };
    await sendToMailer(JSON.stringify(job));
    await running.system.waitUntilQuiet(quiet);

    const latest = (await metric('Mailer', 'WaitingJobSeconds')).slice(before.length);
    expect(before.length).toBeGreaterThan(0);
    expect(latest).toHaveLength(1);
    for (const waiting of before) expect(rings(wait, [{ waiting }])).toBe(true);
    for (const waiting of latest) expect(rings(wait, [{ waiting }])).toBe(false);
  });
});

describe('when SES does not answer', () => {
  let silence: Awaited<ReturnType<typeof serveOnLoopback>>;

  beforeAll(async () => {
    silence = await serveOnLoopback(request => {
      request.socket.destroy();
    });
    await start('2026-01-09', {
      environment: {
        Mailer: { AWS_ENDPOINT_URL_SES: silence.url },
      },
    });
    await fire('Ingest', '2026-01-08T08:05:00Z');
    await active('due', 2);
    await fire('Dispatch', '2026-01-08T09:00:00Z');
  });
  afterAll(async () => {
    await running.stop();
    await silence.close();
  });

  it('OutcomesUnknown rings an hour later, when dispatch looks for what is still unknown', async () => {
    expect(await metric('Mailer', 'OutcomesUnanswered')).not.toEqual([]);

    await fire('Dispatch', '2026-01-08T09:45:00Z');
    expect(await metric('Dispatch', 'OutcomesUnknown')).toEqual([]);
    await fire('Dispatch', '2026-01-08T10:00:00Z');

    const [unknown] = await metric('Dispatch', 'OutcomesUnknown');
    expect(unknown).toBe(2);
    expect(rings(alarm('OutcomesUnknown', 'OutcomesUnknown'), [unknown])).toBe(true);
  });
});

describe('when feedback fails at every event', () => {
  beforeAll(() =>
    start('2026-01-09', {
      // The grace in seconds, and the waits of the queue with it: in chaos runs an event comes again after six seconds.
      context: chaosContext(readContext().stages),
      environment: { Feedback: { SUBSCRIBERS_TABLE: 'no-such-table' } },
    }),
  );
  afterAll(() => running.stop());

  it('EventsWait rings after half of the grace, when SQS has left the event out of its age for long', async () => {
    await signUp('bounce@simulator.amazonses.com');

    const wait = alarm('EventsWait', 'FailedEventSeconds');
    const failures = () => metric('Feedback', 'FailedEventSeconds');
    const receives = graceSeconds / 2 / (6 * timing.feedbackTimeoutSeconds) + 1;
    await expect.poll(failures, { timeout: 60_000, interval: 500 }).toHaveLength(receives);
    const ages = await failures();
    const rang = ages.map(failed => rings(wait, [{ failed }]));
    expect(rang.at(0)).toBe(false);
    expect(rang.at(-1)).toBe(true);
  });
});

describe('when SES refuses every digest for good', () => {
  const refusal = {
    status: 400,
    code: 'InvalidParameterValue',
    message: 'Domain contains control or whitespace',
  };

  beforeAll(async () => {
    await start('2026-01-09', {
      interference: {
        ...noInterference,
        request: ({ action }) =>
          action === 'SendRawEmail' ? { kind: 'refused', error: refusal } : { kind: 'normal' },
      },
    });
    await fire('Ingest', '2026-01-08T08:05:00Z');
    await active('due', 5);
    await fire('Dispatch', '2026-01-08T09:00:00Z');
  });
  afterAll(() => running.stop());

  it('DigestsFailed rings', async () => {
    const failed = await metric('Mailer', 'DigestsFailed');
    const ofTheRun = failed.reduce((sum, value) => sum + value, 0);
    const failing = alarm('DigestsFailed', 'DigestsFailed');

    expect(ofTheRun).toBe(5);
    expect(rings(failing, [ofTheRun])).toBe(true);
    expect(rings(failing, [1])).toBe(false);
  });

  it('RunIncomplete is silent, for every reader has an outcome', async () => {
    await fire('Dispatch', '2026-01-08T11:00:00Z');
    expect(await metric('Dispatch', 'IncompleteRuns')).toEqual([]);
  });

  it('RunIncomplete rings at once for hours that dispatch had to give up', async () => {
    await fire('Dispatch', '2026-01-10T09:00:00Z');

    const [leftOut] = await metric('Dispatch', 'IncompleteRuns');
    expect(rings(alarm('RunIncomplete', 'IncompleteRuns'), [leftOut])).toBe(true);
  });
});

describe('when the function of Send events cannot run', () => {
  beforeAll(() => start('2026-01-09', { environment: { SendEvents: { FEEDBACK_QUEUE_URL: 'nowhere' } } }));
  afterAll(() => running.stop());

  it('SendEventsFail rings when the stream tries a batch in vain, and not when a second attempt succeeds', async () => {
    await signUp('somebody@journey.example');
    await running.system.waitUntilQuiet(quiet);

    const { firehose = {} } = running.system.usage.snapshot().awsRequests;
    const { ExecuteProcessing: attempts = 0, 'ExecuteProcessing (failed)': failed = 0 } = firehose;
    const failing = alarm('SendEventsFail', 'ExecuteProcessing.Success');
    expect(attempts).toBe(11);
    expect(rings(failing, [1 - failed / attempts])).toBe(true);
    expect(rings(failing, [0.5])).toBe(false);
    expect(rings(failing, [undefined])).toBe(false);
  });
});

describe('when the account runs as many functions as it may', () => {
  beforeAll(() => start('2026-01-09', { accountConcurrency: 1 }));
  afterAll(() => running.stop());

  const throttles = () => running.system.usage.snapshot().awsRequests['lambda']?.['Invoke (throttled)'] ?? 0;

  /** Many readers look at the page at once: one is served, the others are turned away. */
  async function rush(): Promise<{ statuses: number[]; throttled: number }> {
    const before = throttles();
    const answers = await Promise.all(Array.from({ length: 6 }, () => fetch(running.system.webUrl)));
    return { statuses: answers.map(({ status }) => status).sort(), throttled: throttles() - before };
  }

  it('Throttles rings in the second quarter of an hour in which functions are refused', async () => {
    const first = await rush();
    const second = await rush();

    for (const { statuses, throttled } of [first, second]) {
      expect(statuses[0]).toBe(200);
      expect(throttled).toBeGreaterThan(0);
      expect(statuses.filter(status => status >= 500)).toHaveLength(throttled);
    }
    const throttlesAlarm = alarm('Throttles', 'Throttles');
    expect(rings(throttlesAlarm, [first.throttled])).toBe(false);
    expect(rings(throttlesAlarm, [first.throttled, second.throttled])).toBe(true);
  });
});

it('every alarm of the template has been rung', () => {
  expect([...driven].sort()).toEqual(alarms.map(({ name }) => name).sort());
});
