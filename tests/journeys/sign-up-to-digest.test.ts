import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { newestLink, readDigests } from '../../infra/local/demo/mails.ts';
import { findCredentials, findLeaks } from '../support/find-leaks.ts';
import { hasPython, readWithPython } from '../support/python-email.ts';
import type { RunningSystem } from '../support/running-system.ts';
import { startRunningSystem } from '../support/running-system.ts';
import { readTextFiles } from '../support/text-files.ts';

const address = 'Reader@Journey.example';
const ticksOf = { thursday: '2026-01-08T09:00:00Z', friday: '2026-01-09T09:00:00Z' };
const downloadSchema = z.looseObject({ exportedAt: z.string() });
const oneClick = 'List-Unsubscribe=One-Click';

/** In the environment of whoever synthesises: none of it belongs into templates or bundles. */
const plantedSecret = 'planted-secret-3f9c1e7a';
/** What must turn up in no log, template or bundle, beside the addresses: the keys of readers' links. */
const plantedTokens: string[] = [];

let running: RunningSystem;
const quiet = { timeout: 60_000 };

beforeAll(async () => {
  for (const name of ['AWS_SECRET_ACCESS_KEY', 'HF_TOKEN', 'NPM_TOKEN', 'DAILY_PAPERS_SECRET'])
    vi.stubEnv(name, plantedSecret);
  running = await startRunningSystem('2026-01-08');
});
afterAll(() => running.stop());

async function fire(name: string, at: string): Promise<unknown> {
  const answer = await running.system.fireSchedule(name, new Date(at));
  await running.system.waitUntilQuiet(quiet);
  return answer;
}

/** What the system keeps of a reader, as they may download it. */
async function dataOf(key: string): Promise<unknown> {
  const answer = await fetch(`${running.system.webUrl}/r/${key}/data`);
  const { exportedAt: _, ...data } = downloadSchema.parse(await answer.json());
  return data;
}

/** One reader's story; each test goes on from the one before. */
describe('from sign-up to unsubscribe', () => {
  let key = '';
  let unsubscribeUrl = '';

  it('the listing is read, once', async () => {
    const first = await fire('Ingest', '2026-01-08T08:05:00Z');
    const second = await fire('Ingest', '2026-01-08T08:05:00Z');
    expect(first).toMatchObject({ skippedEntries: 0, failedDays: 0, newPapers: 35 });
    expect(second).toMatchObject({ newPapers: 0, changedPapers: 0, newEntries: 0, changedEntries: 0 });
  });

  it('signing up brings a confirmation, and looking at its link changes nothing', async () => {
    const body = new URLSearchParams({ email: address, zone: 'UTC', hour: '9' });
    const answer = await fetch(`${running.system.webUrl}/subscriptions`, { method: 'POST', body });
    expect(answer.status).toBe(200);

    const link = await newestLink(running.system.outbox, 'Reader@journey.example', 'confirm');
    key = /\/r\/([^/]+)\//.exec(link)![1]!;
    plantedTokens.push(key.slice(33));
    const before = await dataOf(key);
    expect((await fetch(link)).status).toBe(200);
    expect(await dataOf(key)).toEqual(before);
    expect(before).toMatchObject({ reader: { status: 'pending' } });
  });

  it('confirming twice is fine', async () => {
    const link = `${running.system.webUrl}/r/${key}/confirm`;
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    expect(await dataOf(key)).toMatchObject({ reader: { status: 'active' } });
  });

  it('the digest comes once, though the schedule fires twice', async () => {
    await fire('Dispatch', ticksOf.thursday);
    await fire('Dispatch', ticksOf.thursday);
    const digests = await readDigests(running.system.outbox);
    expect(digests.map(digest => [digest.to, digest.day])).toEqual([
      ['Reader@journey.example', '2026-01-08'],
    ]);
    expect(digests[0]?.papers.length).toBeGreaterThan(5);
    unsubscribeUrl = digests[0]!.unsubscribeUrl!;
  });

  it.skipIf(!hasPython())(
    'Python reads every mail without defects, each header once, text first',
    async () => {
      const { outbox } = running.system;
      const raw = await Promise.all(outbox.list().map(async entry => (await outbox.read(entry.id))!));
      const read = readWithPython(raw);
      for (const [index, mail] of read.entries()) {
        expect(mail.defects).toEqual([]);
        const names = mail.headers.map(([name]) => name);
        expect(names.length).toBe(new Set(names).size);
        expect(mail.types).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
        const lines = raw[index]!.toString('latin1').split('\r\n');
        expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(998);
      }
      const digest = Object.fromEntries(read[0]!.headers);
      expect(digest['list-unsubscribe']).toBe(`<${unsubscribeUrl}>`);
      expect(digest['list-unsubscribe-post']).toBe(oneClick);
      expect(digest['list-id']).toContain('<digest.daily-papers.example>');
    },
  );

  it('looking at the unsubscribe page changes nothing', async () => {
    const before = await dataOf(key);
    expect((await fetch(unsubscribeUrl)).status).toBe(200);
    expect(await dataOf(key)).toEqual(before);
  });

  it('one click unsubscribes, in both encodings and as often as it is made', async () => {
    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    const bodies = [new URLSearchParams(oneClick), multipart, new URLSearchParams(oneClick), multipart];
    const statuses: number[] = [];
    for (const body of bodies) {
      statuses.push((await fetch(unsubscribeUrl, { method: 'POST', body, redirect: 'error' })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect(await dataOf(key)).toMatchObject({ reader: { status: 'unsubscribed' } });
  });

  it('and nothing comes after that', async () => {
    const before = running.system.outbox.list().length;
    running.setToday('2026-01-09');
    await fire('Ingest', '2026-01-09T08:05:00Z');
    await fire('Dispatch', ticksOf.friday);
    expect(running.system.outbox.list()).toHaveLength(before);
  });

  it('deleting the data forgets the reader, and the old link still unsubscribes without an error', async () => {
    const reader = `${running.system.webUrl}/r/${key}`;
    expect((await fetch(`${reader}/delete`, { method: 'POST' })).status).toBe(200);
    expect((await fetch(`${reader}/data`)).status).toBe(404);
    const again = await fetch(unsubscribeUrl, { method: 'POST', body: new URLSearchParams(oneClick) });
    expect(again.status).toBe(200);
  });
});

describe('a mailbox that refuses', () => {
  it('bounces its confirmation, and is not mailed again', async () => {
    const email = 'bounce@simulator.amazonses.com';
    const form = new URLSearchParams({ email, zone: 'UTC', hour: '9' });
    await fetch(`${running.system.webUrl}/subscriptions`, { method: 'POST', body: form });
    const link = await newestLink(running.system.outbox, email, 'confirm');
    plantedTokens.push(/\.([\w-]{22})\//.exec(link)![1]!);
    await running.system.waitUntilQuiet(quiet);
    const data = await (await fetch(link.replace(/confirm$/, 'data'))).json();
    expect(data).toMatchObject({ reader: { status: 'bounced' } });
  });
});

/** After all of the above: sign-ups, a digest, a bounce, one-click and other unsubscriptions, a deletion. */
describe('beside its data, the system', () => {
  const wanted = () => [...plantedTokens, 'journey.example', 'amazonses.com', 'simulator', plantedSecret];

  it('writes no address, no key of a link and no secret into a log or metric', async () => {
    const logs = await readTextFiles(join(running.system.stateDirectory, 'logs'));

    expect(plantedTokens).toHaveLength(2);
    expect(logs.length).toBeGreaterThanOrEqual(6);
    // They are the logs of these very events, and metrics are among them.
    const all = logs.map(({ text }) => text).join('');
    expect(all).toContain('"route":"/u/:key"');
    expect(all).toContain('took in an event');
    expect(all).toContain('"_aws"');
    expect(findLeaks(logs, wanted())).toEqual([]);
  });

  it('has none of them in templates and bundles, and no credentials of anybody', async () => {
    const files = await readTextFiles(running.assemblyDirectory);

    expect(files.filter(({ path }) => path.endsWith('.template.json')).length).toBeGreaterThanOrEqual(2);
    expect(files.filter(({ path }) => path.endsWith('.mjs')).length).toBeGreaterThanOrEqual(6);
    expect(findLeaks(files, [...plantedTokens, 'journey.example', plantedSecret])).toEqual([]);
    expect(findCredentials(files)).toEqual([]);
  });
});
