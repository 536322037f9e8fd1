import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartUpError } from './start-up-error.ts';

/** What this very process holds. */
const held = new Set<string>();

/** Claims a state directory for this process; two systems on the same files would spoil them. Returns the release. */
export function lockState(stateDirectory: string): () => void {
  mkdirSync(stateDirectory, { recursive: true });
  const file = resolve(stateDirectory, 'running.pid');
  const owner = readOwner(file);
  // In a container every start has the same process id: left by a start that was killed, our own is nobody's.
  const isRunning = owner === process.pid ? held.has(file) : owner !== undefined && isAlive(owner);
  if (isRunning) {
    throw new StartUpError(
      `A local system already runs on ${stateDirectory} (process ${owner}). Stop it with Ctrl-C in its window first.`,
    );
  }
  writeFileSync(file, String(process.pid));
  held.add(file);
  return () => {
    held.delete(file);
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
