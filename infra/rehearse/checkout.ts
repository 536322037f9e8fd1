import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A version of the app beside this one. */
export interface Checkout {
  readonly root: string;
  /** Its short name and title. */
  readonly commit: string;
}

/** The commit is not in the clone's history, or there is no git. */
export class CheckoutError extends Error {
  override readonly name = 'CheckoutError';
}

/**
 * Puts the files of a commit into `directory`, which lies below `root`: Node finds the packages of `root` from there. Where
 * the commit had others, they are installed.
 * @throws CheckoutError when git does not know the commit.
 */
export async function checkOut(
  root: string,
  commit: string,
  directory: string,
  signal: AbortSignal,
): Promise<Checkout> {
  const git = async (...args: readonly string[]) => {
    try {
      return (await run('git', ['-C', root, ...args], { signal })).stdout.trim();
    } catch (cause) {
      signal.throwIfAborted();
      throw new CheckoutError(`git does not know ${commit} here: name a commit of this clone's history`, {
        cause,
      });
    }
  };
  const name = await git('log', '-1', '--format=%h (%s)', `${commit}^{commit}`, '--');
  await mkdir(directory, { recursive: true });
  const archive = `${directory}.tar`;
  await git('archive', `--output=${archive}`, commit);
  await run('tar', ['-xf', archive, '-C', directory], { signal });
  await rm(archive);
  if (!(await haveSamePackages(root, directory)))
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: directory, signal, maxBuffer: 2 ** 26 });
  return { root: directory, commit: name };
}

async function haveSamePackages(...roots: readonly string[]): Promise<boolean> {
  const locks = await Promise.all(roots.map(root => readFile(join(root, 'package-lock.json'), 'utf8')));
  return new Set(locks).size === 1;
}
