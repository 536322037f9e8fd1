import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StartUpError } from '../../../infra/local/start-up-error.ts';
import { lockState } from '../../../infra/local/state-lock.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'daily-papers-lock-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});
const leave = (owner: string) => {
  writeFileSync(join(directory, 'running.pid'), owner);
};

it('is refused to a second system in the same process, until the first lets go', () => {
  const release = lockState(directory);

  expect(() => lockState(directory)).toThrow(StartUpError);
  release();
  lockState(directory)();
});

it('is refused while another process lives that holds it', () => {
  leave(String(process.ppid));

  expect(() => lockState(directory)).toThrow(`process ${process.ppid}`);
});

it('is free when a killed start left it, under an id that is now our own, as in a container', () => {
  leave(String(process.pid));

  const release = lockState(directory);

  expect(readFileSync(join(directory, 'running.pid'), 'utf8')).toBe(String(process.pid));
  release();
});

it.each(['', 'half', '-1'])('is free when what stands there is nobody: %j', owner => {
  leave(owner);

  expect(lockState(directory)).not.toThrow();
});
