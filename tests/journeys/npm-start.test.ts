import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newestLink } from '../../infra/local/demo/mails.ts';
import { openOutbox } from '../../infra/local/servers/ses/outbox.ts';
import { findLeaks } from '../support/find-leaks.ts';
import { readTextFiles } from '../support/text-files.ts';

/** In the environment of whoever starts it. */
const plantedSecret = 'planted-secret-8d20b6f1';
const address = 'Starter@start.example';

let state: string;
let started: ChildProcess;
/** Everything that it printed, on both streams. */
let printed = '';

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'daily-papers-start-'));
  const options = ['--port=0', '--console-port=0', '--listing=seeds/listing', `--state=${state}`];
  started = spawn(process.execPath, ['infra/local/main.ts', ...options], {
    env: { ...process.env, AWS_SECRET_ACCESS_KEY: plantedSecret, HF_TOKEN: plantedSecret },
  });
  for (const stream of [started.stdout, started.stderr])
    stream?.on('data', (bytes: Buffer) => void (printed += bytes.toString()));
});
afterAll(async () => {
  started.kill('SIGKILL');
  await rm(state, { recursive: true, force: true });
});

it('npm start prints and logs no address, no key of a link and no secret, whatever a reader does', async () => {
  const url = await until(() => /For readers\s+(\S+)/.exec(printed)?.[1]);
  const post = (path: string, fields: Record<string, string> = {}) =>
    fetch(new URL(path, url), { method: 'POST', body: new URLSearchParams(fields) });
  await post('/subscriptions', { email: address, zone: 'UTC', hour: '9' });
  await post('/subscriptions', { email: `two words ${address}`, zone: 'UTC', hour: '9' });
  const outbox = () => openOutbox(join(state, 'outbox'));
  await until(async () => (await outbox()).list()[0]);
  const link = await newestLink(await outbox(), 'Starter@start.example', 'confirm');
  const [, base = '', token = ''] = /(\/r\/[0-9a-f]{32}\.([\w-]{22}))\//.exec(link) ?? [];
  for (const path of ['confirm', 'pause-week', 'fewer', 'rules', 'unsubscribe', 'delete', 'delete'])
    await post(`${base}/${path}`, { papers: address, 'include.phrases': address, action: 'save' });
  await post(`${base}/%00`, { email: address });

  started.kill('SIGTERM');
  await once(started, 'exit');

  const logs = await readTextFiles(join(state, 'logs'));
  const all = [{ path: 'what it printed', text: printed }, ...logs];
  expect(token).not.toBe('');
  expect(printed).toContain('Stopping …');
  expect(logs.map(({ text }) => text).join('')).toContain('"route":"/r/:key/unsubscribe"');
  expect(findLeaks(all, [token, 'start.example', plantedSecret])).toEqual([]);
});

/** Asks again until there is an answer, or the process has ended. */
async function until<T>(ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (started.exitCode !== null) throw new Error(`npm start ended with ${started.exitCode}: ${printed}`);
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
