import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartUpError } from './start-up-error.ts';

/** Claims a state directory for this process; two systems on the same files would spoil them. Returns the release. */
export function lockState(stateDirectory: string): () => void {
  mkdirSync(stateDirectory, { recursive: true });
  const file = join(stateDirectory, 'running.pid');
  const owner = readOwner(file);
  if (owner !== undefined && isAlive(owner)) {
    throw new StartUpError(
      `A local system already runs on ${stateDirectory} (process ${owner}). Stop it with Ctrl-C in its window first.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => {
    rmSync(file, { force: true });
  };
}

function readOwner(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
