import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CheckoutError, checkOut } from '../../../infra/rehearse/checkout.ts';

let root: string;
const git = (...args: string[]) => {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  return execFileSync('git', ['-C', root, ...who, ...args], { encoding: 'utf8' }).trim();
};
const { signal } = new AbortController();

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'daily-papers-checkout-'));
  git('init', '--quiet');
  await writeFile(join(root, 'package-lock.json'), '{}');
  await writeFile(join(root, 'app.ts'), 'older');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Begin');
  await writeFile(join(root, 'app.ts'), 'newer');
  git('commit', '--quiet', '--all', '--message', 'Go on');
});
afterEach(() => rm(root, { recursive: true, force: true }));

it('puts the files of a commit beside this version, which stays as it is', async () => {
  const directory = join(root, '.local/older');

  const { root: older, commit } = await checkOut(root, 'HEAD~1', directory, signal);

  expect(older).toBe(directory);
  expect(commit).toBe(`${git('log', '-1', '--format=%h', 'HEAD~1')} (Begin)`);
  expect(await readFile(join(directory, 'app.ts'), 'utf8')).toBe('older');
  expect(await readFile(join(root, 'app.ts'), 'utf8')).toBe('newer');
});

it('says so when git does not know the commit', async () => {
  const checkingOut = checkOut(root, 'no-such-commit', join(root, '.local/older'), signal);

  await expect(checkingOut).rejects.toThrow(CheckoutError);
  await expect(checkingOut).rejects.toThrow('git does not know no-such-commit');
});
