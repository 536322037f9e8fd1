import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { newestLink, readDigests } from '../../infra/local/demo/mails.ts';
import { commands } from '../../infra/ops/commands.ts';
import { connect } from '../../infra/ops/target/connect.ts';
import type { Target } from '../../infra/ops/target/target.ts';
import { subscriberId } from '../../shared/subscribers/address.ts';
import { type OpsResult, ops } from '../support/operator.ts';
import type { RunningSystem } from '../support/running-system.ts';
import { startRunningSystem } from '../support/running-system.ts';
import { startStubCloudFormation } from '../support/stub-cloudformation.ts';

const endpointsFile = z.object({
  endpoints: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()),
});
const quiet = { timeout: 60_000, hidden: 'ignore' } as const;
const listDay = '2026-01-08';
const firstRun = '2026-01-08T09:00Z';
const savedPage = '../shared/fixtures/saved-page/000_7bb6cc6a942f4a41.txt';

let running: RunningSystem;
let target: Target;
let directory: string;
const ran = new Set<string>();
/** The subject of the digest as it was previewed. */
let previewed = '';

beforeAll(async () => {
  running = await startRunningSystem(listDay);
  target = await connect({ stage: undefined, local: true, state: running.system.stateDirectory });
  directory = await mkdtemp(join(tmpdir(), 'daily-papers-ops-'));
});
afterAll(async () => {
  target.close();
  await running.stop();
  await rm(directory, { recursive: true, force: true });
});

function operate(...args: readonly string[]): Promise<OpsResult> {
  ran.add(commands.find(({ name }) => `${args.join(' ')} `.startsWith(`${name} `))?.name ?? '');
  return ops(running.system, ...args);
}

/** Runs a command that has to succeed, and reads its JSON. */
async function data(...args: readonly string[]): Promise<unknown> {
  const { code, result, notes } = await operate(...args, '--json');
  expect(notes).toBe('');
  expect(code).toBe(0);
  return JSON.parse(result);
}

async function tick(at: string): Promise<void> {
  await running.system.fireSchedule('Dispatch', new Date(at));
  await running.system.waitUntilQuiet(quiet);
}

/** Waits until the run's account says so: jobs that were held back stay hidden in the queue, so it never is quiet. */
async function account(expected: Readonly<Record<string, number>>): Promise<void> {
  await expect.poll(() => data('runs', firstRun), { timeout: 60_000, interval: 200 }).toMatchObject(expected);
}

const tokenOf = async (address: string) => (await target.subscribers.get(subscriberId(address)))?.token ?? '';

/** One operator's day; each test goes on from the one before. */
describe('the operator', () => {
  it('reads days, and days again, from the sources', async () => {
    expect(await data('ingest', '--date', listDay)).toMatchObject({ daysRead: 1, newPapers: 9 });
    const again = await operate('backfill', '--from', '2026-01-01', '--to', listDay);
    expect(again.code).toBe(0);
    expect(again.notes).toContain('read 8 of 8 days');
    expect(again.result).toMatch(/new papers +26/);
  });

  it('fills a day in from a saved page, and says what is no such page', async ({ skip }) => {
    const wrong = join(directory, 'wrong.txt');
    await writeFile(wrong, 'nothing');
    expect((await operate('backfill', wrong)).notes).toContain('is not a saved page of Daily Papers');

    const exists = await stat(savedPage).then(
      () => true,
      () => false,
    );
    if (!exists) skip(`${savedPage} is not here: no recorded page to fill a day in from`);
    const filled = await data('backfill', savedPage, '--date', listDay);
    expect(filled).toMatchObject([{ day: listDay, entries: 35, newPapers: 0, newEntries: 26 }]);
  });

  it('previews what somebody new would get, with links that belong to nobody', async () => {
    const out = join(directory, 'preview');
    const daily = z
      .object({ html: z.string(), text: z.string(), papers: z.number(), subject: z.string() })
      .parse(await data('preview', '--as', 'defaults', '--date', listDay, '--out', out));
    const html = await readFile(daily.html, 'utf8');
    previewed = daily.subject;
    expect(daily.papers).toBeGreaterThan(5);
    expect(html).toContain('preview-link-not-valid');
    expect(await readFile(daily.text, 'utf8')).toContain('preview-link-not-valid');
    const none = await operate('preview', '--as', 'weekly', '--date', '2025-01-01', '--out', out);
    expect(none).toMatchObject({ code: 1 });
    expect(none.notes).toContain('there would be no mail');
  });

  it('previews what rules would bring', async () => {
    const rules = JSON.stringify({ include: { phrases: ['language model'] }, fillUp: false });
    const out = join(directory, 'preview-rules');
    const made = z
      .object({ text: z.string(), papers: z.number() })
      .parse(await data('preview', '--as', rules, '--date', listDay, '--out', out));
    const text = await readFile(made.text, 'utf8');
    expect(made.papers).toBeGreaterThan(0);
    expect(text).toContain('FOR YOUR TOPICS');
    expect(text).not.toContain('TRENDING');
    const wrong = await operate('preview', '--as', '{"minUpvotes": "many"}', '--date', listDay, '--out', out);
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.notes).toContain('minUpvotes');
  });

  it('mails a test through SES', async () => {
    expect(await data('send-test', 'me@example.org', '--date', listDay)).toMatchObject({
      subject: expect.stringContaining('papers for') as string,
    });
    const mail = running.system.outbox.list().find(({ to }) => to.includes('me@example.org'));
    expect(mail).toBeDefined();
  });

  it('imports readers with the source of their consent, and mails nobody twice', async () => {
    const file = join(directory, 'readers.csv');
    await writeFile(file, 'email,zone,hour\nada@example.org,UTC,9\ngrace@example.org,UTC,9\n');
    expect((await operate('subscribers', 'import', file)).notes).toContain('--consent');
    const asked = await operate('subscribers', 'import', file, '--consent', 'a sheet');
    expect(asked.notes).toContain('Repeat it with --yes');

    const once = await data('subscribers', 'import', file, '--consent', 'a sheet', '--yes');
    expect(once).toMatchObject({ mailed: 2, activated: 0 });
    const twice = await data('subscribers', 'import', file, '--consent', 'a sheet', '--yes');
    expect(twice).toMatchObject({ mailed: 0, waitingAlready: 2 });

    const link = await newestLink(running.system.outbox, 'ada@example.org', 'confirm');
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    const proven = ['--consent', 'the old system', '--opt-in-proven', '--yes'];
    expect(await data('subscribers', 'import', file, ...proven)).toMatchObject({
      activated: 1,
      activeAlready: 1,
    });
  });

  it('shows readers by address, lists them without, and never shows a link', async () => {
    const shown = await operate('subscribers', 'show', 'ada@example.org');
    expect(shown.result).toContain('consent: a sheet');
    const list = await operate('subscribers', 'list');
    expect(list.result).toContain(subscriberId('ada@example.org'));
    expect(list.result).not.toContain('@');
    const all = await operate('subscribers', 'list', '--addresses', '--status', 'active', '--json');
    expect(all.result).toContain('ada@example.org');
    for (const { result } of [shown, list, all])
      expect(result).not.toContain(await tokenOf('ada@example.org'));
    expect((await operate('subscribers', 'list', '--status', 'asleep')).notes).toContain(
      'There is no status',
    );
  });

  it('exports readers into a file that only they can read, and never over another', async () => {
    const file = join(directory, 'export.csv');
    expect(await data('subscribers', 'export', file)).toMatchObject({ readers: 2 });
    expect(await readFile(file, 'utf8')).toContain('ada@example.org,UTC,9,daily,1,20');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await operate('subscribers', 'export', file)).code).toBe(1);
  });

  it('holds all digests back, sees who is missing, lets them go and sends the missing', async () => {
    expect((await operate('pause', '--reason', 'wrong links')).result).toContain('wrong links');
    await tick('2026-01-08T09:00:00Z');
    expect(await readDigests(running.system.outbox)).toEqual([]);
    expect((await operate('breaker', 'status')).result).toContain('held by the operator');
    expect((await operate('breaker', 'close')).notes).toContain('npm run ops -- resume');
    expect(await data('runs', firstRun, '--missing')).toMatchObject({
      due: 2,
      inFlight: 2,
      missing: [{ digest: listDay }, { digest: listDay }],
    });

    expect(await data('resume')).toMatchObject({ released: true, state: 'closed' });
    expect(await data('send-missing', firstRun)).toMatchObject({ digests: 2, slices: 0 });
    await account({ due: 2, sent: 2, missing: 0 });
    const [digest] = await readDigests(running.system.outbox);
    expect(digest?.subject).toBe(previewed);

    const again = await data('send-missing', firstRun);
    expect(again).toMatchObject({ digests: 0 });
    expect((await operate('runs', '--date', listDay)).result).toMatch(/2026-01-08T09:00Z +2 +2 +0/);
  });

  it('tries digests again that failed for good, if asked to', async () => {
    const line = (await target.ledger.get(subscriberId('ada@example.org'), listDay))!;
    await target.ledger.replace(line, { ...line, status: 'failed', reason: 'refused' });
    expect((await operate('send-missing', firstRun)).result).toContain('--retry-failed');
    const retried = await data('send-missing', firstRun, '--retry-failed', '--yes');
    expect(retried).toMatchObject({ retried: 1, digests: 1 });
    await account({ due: 2, sent: 2, failed: 0 });
  });

  it('closes a breaker that SES opened, after asking', async () => {
    const soon = new Date(Date.now() + 3_600_000);
    await target.breaker.open('the account is paused', new Date(), soon);
    expect((await operate('breaker', 'close')).notes).toContain('the account is paused');
    expect(await data('breaker', 'close', '--yes')).toEqual({ state: 'closed' });
  });

  it('looks at dead letters, gives them back and drops them', async () => {
    const put = (name: string, body: unknown) =>
      target.sqs.send(
        new SendMessageCommand({
          QueueUrl: target.output(`${name}DeadLetterQueueUrl`),
          MessageBody: JSON.stringify(body),
        }),
      );
    const subscriber = subscriberId('ada@example.org');
    await put('Mailer', { version: 1, kind: 'digest', run: firstRun, subscriber, digest: listDay });
    await put('Ingest', { requestPayload: { scheduledTime: '2026-01-08T09:05:00Z' } });
    await put('Feedback', { mail: { destination: ['ada@example.org'] } });

    expect(await data('dlq', 'list')).toMatchObject([
      { unit: 'ingest', waiting: 1 },
      { unit: 'dispatch', waiting: 0 },
      { unit: 'fan-out', waiting: 0 },
      { unit: 'mailer', waiting: 1 },
      { unit: 'feedback', waiting: 1 },
    ]);
    expect((await operate('dlq', 'show', 'feedback')).result).toContain('[address]');
    expect((await operate('dlq', 'drop', 'ingest')).code).toBe(1);

    expect(await data('dlq', 'redrive', 'mailer')).toMatchObject({ redriven: 1 });
    expect(await data('dlq', 'redrive', 'ingest')).toMatchObject({ redriven: 1 });
    await running.system.waitUntilQuiet(quiet);
    await expect
      .poll(() => data('dlq', 'drop', 'feedback', '--yes'), { timeout: 20_000, interval: 1_000 })
      .toMatchObject({ dropped: 1 });
    const left = z.array(z.object({ waiting: z.number() })).parse(await data('dlq', 'list'));
    expect(left.map(({ waiting }) => waiting)).toEqual([0, 0, 0, 0, 0]);
  });

  it('gives a reader a new link, without showing it', async () => {
    const before = await tokenOf('ada@example.org');
    const { result } = await operate('subscribers', 'rotate-link', 'ada@example.org', '--yes');
    const after = await tokenOf('ada@example.org');
    expect(after).not.toBe(before);
    expect(result).not.toContain(after);
    const page = (token: string) =>
      fetch(`${running.system.webUrl}/r/${subscriberId('ada@example.org')}.${token}/preferences`);
    expect((await page(before)).status).toBe(404);
    expect((await page(after)).status).toBe(200);
  });

  it('erases a reader, and the run still adds up', async () => {
    expect(await data('subscribers', 'erase', 'ada@example.org', '--yes')).toMatchObject({ erased: true });
    expect((await operate('subscribers', 'show', 'ada@example.org')).notes).toContain('no such reader');
    expect(await data('runs', firstRun)).toMatchObject({ due: 2, sent: 2 });
  });

  it('sees today at a glance and whether the deployment is ready', async () => {
    const { code, result } = await operate('status');
    expect(code).toBe(0);
    expect(result).toContain('digests may be sent');
    expect(result).toContain('1 active');
    const verified = await operate('verify');
    for (const name of [
      'identity',
      'dkim',
      'mail from',
      'sending',
      'sandbox',
      'quota',
      'breaker',
      'functions',
      'web',
    ])
      expect(verified.result).toMatch(new RegExp(`^pass  ${name} `, 'm'));
    expect(verified.result).toMatch(/^FAIL {2}alarms /m);
    expect(verified.code).toBe(1);
  });

  it('puts back what a table lacks from a restored one', async () => {
    const tables = target.tables();
    const TableName = 'Subscribers-restored';
    await tables.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
    );
    const copy = (from: string) => data('copy-table', 'subscribers', '--from', from, '--yes');
    await expect
      .poll(() => copy(TableName).catch(() => undefined), { timeout: 30_000, interval: 200 })
      .toEqual({ read: 0, copied: 0, kept: 0, merged: 0, expired: 0 });
    tables.destroy();

    const other = await operate('copy-table', 'subscribers', '--from', target.settings.PAPERS_TABLE, '--yes');
    expect(other).toMatchObject({ code: 1, result: '' });
    expect(other.notes).toContain('it is another table');
    expect((await operate('copy-table', 'subscribers', '--from', 'nowhere')).notes).toContain(
      'There is no table',
    );
  });

  it('finds a stage in AWS through the outputs of its stacks', async () => {
    const file = join(running.system.stateDirectory, 'endpoints.json');
    const { endpoints, outputs } = endpointsFile.parse(JSON.parse(await readFile(file, 'utf8')));
    const stacks = { 'DailyPapers-trial-State': outputs, 'DailyPapers-trial-Pipeline': {} };
    const stub = await startStubCloudFormation(stacks);
    const aws = Object.entries({ ...endpoints, cloudformation: stub.url }).map(
      ([service, url]) => [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, url] as const,
    );
    const keys = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
    const env = { ...process.env, ...keys, ...Object.fromEntries(aws) };
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['infra/ops/main.ts', ...args], { env });
    try {
      const { stdout } = await run('status', '--stage', 'trial');
      expect(stdout).toContain('stage trial in us-east-1');
      expect(stdout).toContain('digests may be sent');
      await expect(run('status', '--stage', 'other')).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('npm run deploy -- --stage other') as string,
      });
    } finally {
      await stub.stop();
    }
  });

  it('has run every command', () => {
    expect([...ran].toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  });

  it('is a process of its own that tells its outcome by its exit code', async () => {
    const run = (...args: string[]) => promisify(execFile)(process.execPath, ['infra/ops/main.ts', ...args]);
    const state = ['--local', '--state', running.system.stateDirectory];
    expect((await run('breaker', 'status', ...state)).stdout).toBe('digests may be sent\n');
    await expect(run('stauts')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('status') as string,
    });
    await expect(run('status', '--local', '--state', directory)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('npm start') as string,
    });
  });
});
