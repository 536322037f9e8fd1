import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addUpRuns } from '../../infra/local/demo/books.ts';
import { addReaders } from '../../infra/local/populate.ts';
import { serveOnLoopback } from '../../seeds/listing-server.ts';
import { defaultPreferences } from '../../shared/subscribers/subscriber.ts';
import { readLog } from '../support/emitted-metrics.ts';
import { type RunningSystem, startRunningSystem } from '../support/running-system.ts';

/** Send events on their way from SES through the stream: what they heal, and what becomes of them when that fails. */

const day = '2026-01-08';
const readers = 3;
const noticeSchema = z.object({ event: z.string(), events: z.number(), passedOn: z.number() });

let running: RunningSystem;

async function mailEverybody(): Promise<void> {
  await running.system.fireSchedule('Ingest', new Date(`${day}T08:05:00Z`));
  await addReaders(running.system, {
    name: 'due',
    count: readers,
    preferences: { ...defaultPreferences, zone: 'UTC', hour: 9 },
  });
  await running.system.fireSchedule('Dispatch', new Date(`${day}T09:00:00Z`));
  await running.system.waitUntilQuiet({ timeout: 60_000, hidden: 'ignore' });
}

/** What send-events said of all its batches together. */
async function passedOn(): Promise<{ events: number; passedOn: number }> {
  const lines = (await readLog(running.system, 'SendEvents')).filter(line =>
    line.includes('looked at Send events'),
  );
  const notices = lines.map(line => noticeSchema.parse(JSON.parse(line)));
  return {
    events: notices.reduce((sum, { events }) => sum + events, 0),
    passedOn: notices.reduce((sum, notice) => sum + notice.passedOn, 0),
  };
}

async function failedRecords(): Promise<string[]> {
  const buckets = join(running.system.stateDirectory, 'buckets');
  const names = await readdir(buckets, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map(file => readFile(file, 'utf8')));
  return texts.flatMap(text => text.trim().split('\n'));
}

describe('when every mail is answered', () => {
  beforeAll(async () => {
    running = await startRunningSystem('2026-01-09', { streamInterval: 5 });
    await mailEverybody();
  });
  afterAll(() => running.stop());

  it('Send events are looked at in bulk, nothing is passed on and nothing is kept', async () => {
    expect(await passedOn()).toEqual({ events: readers, passedOn: 0 });
    expect((await readLog(running.system, 'Feedback')).join('')).toBe('');
    expect(await failedRecords()).toEqual([]);
    expect(running.system.usage.snapshot()).toMatchObject({
      awsRequests: { firehose: { PutRecordBatch: readers } },
      // A digest's event is smaller than the five KiB that Firehose charges for at the least.
      streamedBytes: readers * 5 * 1024,
    });
  });
});

describe('when SES takes the mails and its answers are lost', () => {
  let proxy: Awaited<ReturnType<typeof serveOnLoopback>>;
  let ses = '';

  beforeAll(async () => {
    // Quota questions are answered; a mail is handed to SES, and the line goes dead.
    proxy = await serveOnLoopback((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks);
        const { host: _, ...headers } = incoming.headers;
        const forwarded = request(ses, { method: 'POST', headers }, answer => {
          if (body.includes('Action=SendRawEmail')) {
            answer.resume().on('end', () => incoming.socket.destroy());
          } else {
            response.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.pipe(response);
          }
        });
        forwarded.end(body);
      });
    });
    running = await startRunningSystem('2026-01-09', {
      environment: { Mailer: { AWS_ENDPOINT_URL_SES: proxy.url } },
    });
    ses = running.system.environmentOf('Web')['AWS_ENDPOINT_URL_SES'] ?? '';
    await mailEverybody();
  });
  afterAll(async () => {
    await running.stop();
    await proxy.close();
  });

  it('their Send events tell the ledger, long before the grace is over', async () => {
    expect(running.system.outbox.list()).toHaveLength(readers);
    expect((await passedOn()).passedOn).toBe(readers);
    expect(await addUpRuns(running.system, [day])).toMatchObject({
      due: readers,
      sent: readers,
      unknown: 0,
      inFlight: 0,
    });
  });
});

describe('when the ledger cannot be read, and feedback’s queue takes nothing', () => {
  beforeAll(async () => {
    running = await startRunningSystem('2026-01-09', {
      environment: {
        SendEvents: {
          DELIVERIES_TABLE: 'no-such-table',
          FEEDBACK_QUEUE_URL: 'http://127.0.0.1:9/000000000000/no-such-queue',
        },
      },
    });
    await mailEverybody();
  });
  afterAll(() => running.stop());

  it('the batch is tried again, and then its events are kept for an operator', async () => {
    const recordSchema = z.object({
      attemptsMade: z.literal(11),
      errorCode: z.literal('Lambda.FunctionError'),
      rawData: z.string().transform(data => Buffer.from(data, 'base64').toString()),
    });

    const records = (await failedRecords()).map(line => recordSchema.parse(JSON.parse(line)));

    expect(records).toHaveLength(readers);
    for (const { rawData } of records) expect(JSON.parse(rawData)).toMatchObject({ eventType: 'Send' });
  });
});
