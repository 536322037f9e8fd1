import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A directory of this process's own below `parent`, for its system and its mails. What earlier demos left is removed,
 * except where one is still running: its directory is named after its process.
 */
export async function openDemoDirectory(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    if (!isRunning(Number(name))) await rm(join(parent, name), { recursive: true, force: true });
  }
  const directory = join(parent, String(process.pid));
  await mkdir(directory);
  return directory;
}

function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId === process.pid) return false;
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
