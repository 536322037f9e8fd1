import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Watches how much memory this process and its workers hold together. */
export interface MemoryWatch {
  /**
   * The highest sum so far, in bytes. On Linux a page that processes share (all run the same Node) counts once; elsewhere
   * once in each.
   */
  peak(): number;
  stop(): void;
}

const interval = 250;

export function watchMemory(workerIds: () => readonly number[]): MemoryWatch {
  let peak = 0;
  let measuring = false;
  const measure = async () => {
    if (measuring) return;
    measuring = true;
    const bytes = await Promise.all([process.pid, ...workerIds()].map(bytesHeld));
    peak = Math.max(
      peak,
      bytes.reduce((sum, each) => sum + each, 0),
    );
    measuring = false;
  };
  void measure();
  const timer = setInterval(() => {
    void measure();
  }, interval);
  timer.unref();
  return {
    peak: () => peak,
    stop() {
      clearInterval(timer);
    },
  };
}

/** 0 for a process that has ended meanwhile. */
async function bytesHeld(pid: number): Promise<number> {
  try {
    const kibibytes = process.platform === 'linux' ? await readProportionalSet(pid) : await askPs(pid);
    return Number(kibibytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

async function readProportionalSet(pid: number): Promise<string | undefined> {
  return /^Pss:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
}

async function askPs(pid: number): Promise<string> {
  return (await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])).stdout;
}
