import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Watches how much memory this process and its workers hold together. */
export interface MemoryWatch {
  /** The highest sum of resident sets so far, in bytes. Pages that processes share count in each. */
  peak(): number;
  stop(): void;
}

const interval = 250;

export function watchMemory(processIds: () => readonly number[]): MemoryWatch {
  let peak = process.memoryUsage.rss();
  let measuring = false;
  const measure = async () => {
    if (measuring) return;
    measuring = true;
    const workers = await Promise.all(processIds().map(residentBytes));
    peak = Math.max(peak, process.memoryUsage.rss() + workers.reduce((sum, bytes) => sum + bytes, 0));
    measuring = false;
  };
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
async function residentBytes(pid: number): Promise<number> {
  try {
    const kibibytes = process.platform === 'linux' ? await readFromProc(pid) : await askPs(pid);
    return Number(kibibytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

async function readFromProc(pid: number): Promise<string | undefined> {
  return /^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
}

async function askPs(pid: number): Promise<string> {
  return (await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)])).stdout;
}
