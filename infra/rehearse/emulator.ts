import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { eventually } from './steps.ts';

/** The emulator, up and listening on the loopback interface only. */
export interface Emulator {
  /** Where every AWS API answers. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

const binaries = resolve(import.meta.dirname, '../../node_modules/.bin');

/** The environment of a child process: this process's own without anything of AWS, so that no real account is met. */
export function childEnvironment(more: Readonly<Record<string, string>>): Record<string, string> {
  // eslint-disable-next-line no-restricted-properties -- handed on to child processes, not read
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK|MINISTACK)_/.test(name));
  const environment: Record<string, string> = {};
  for (const [name, value] of inherited) if (value !== undefined) environment[name] = value;
  // The emulator runs whatever `node` is first on the path, so the project's own is.
  return { ...environment, PATH: `${binaries}:${environment['PATH'] ?? ''}`, ...more };
}

/** Starts the emulator with its state in memory. Its log goes to `emulator.log` in the directory. */
export async function startEmulator(
  program: string,
  directory: string,
  signal: AbortSignal,
): Promise<Emulator> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const working = join(directory, 'emulator');
  mkdirSync(working, { recursive: true });
  // Functions run below this directory, and the project's own package.json must not speak for them.
  writeFileSync(join(working, 'package.json'), '{}\n');
  const log = openSync(join(directory, 'emulator.log'), 'w');
  const child = spawn(program, {
    cwd: working,
    // A group of its own, so that the functions' processes end with it.
    detached: true,
    stdio: ['ignore', log, log],
    env: childEnvironment({
      BIND_HOST: '127.0.0.1',
      // Part of the API's address, whose host may not end in a number.
      MINISTACK_HOST: 'localhost',
      GATEWAY_PORT: String(port),
      STATE_DIR: working,
      TMPDIR: working,
    }),
  });
  closeSync(log);
  const stop = () => stopGroup(child);
  try {
    await once(child, 'spawn');
    await eventually('the emulator', () => isUp(endpoint), { signal });
    return { endpoint, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function isUp(endpoint: string): Promise<true | undefined> {
  try {
    return (await fetch(`${endpoint}/_ministack/health`)).ok || undefined;
  } catch {
    return undefined;
  }
}

async function stopGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  signalGroup(pid, 'SIGTERM');
  const impatient = setTimeout(() => {
    signalGroup(pid, 'SIGKILL');
  }, 3_000);
  await ended;
  clearTimeout(impatient);
  // Functions that outlive the emulator itself.
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
