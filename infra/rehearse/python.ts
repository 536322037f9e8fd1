import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The emulator of AWS that the app is rehearsed on: https://pypi.org/project/ministack (MIT). */
const emulator = 'ministack==1.5.33';
const oldestPython = [3, 10] as const;

/** The machine cannot rehearse. The message says what is missing and what would do. */
export class RehearsalUnavailableError extends Error {
  override readonly name = 'RehearsalUnavailableError';
}

/**
 * Installs the emulator into a virtual environment of its own and gives the path of its program. What an earlier
 * rehearsal installed is used again.
 * @throws RehearsalUnavailableError without a Python that will do, or when the package cannot be had.
 */
export async function installEmulator(directory: string, signal: AbortSignal): Promise<string> {
  await checkPython();
  const environment = join(directory, emulator.replace('==', '-'));
  const program = join(environment, 'bin', 'ministack');
  if (existsSync(program)) return program;
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', emulator];
  await orUnavailable('Python cannot make a virtual environment (on Debian: apt install python3-venv)', () =>
    run('python3', ['-m', 'venv', '--clear', environment], { signal }),
  );
  await orUnavailable(`pip cannot install ${emulator}`, () =>
    run(join(environment, 'bin', 'python3'), pip, { signal }),
  );
  return program;
}

async function checkPython(): Promise<void> {
  const wanted = `Python ${oldestPython.join('.')} or newer`;
  const { stdout } = await orUnavailable(`${wanted} is needed, and there is no python3`, () =>
    run('python3', ['-c', 'import sys; print(*sys.version_info[:2])']),
  );
  const [major = 0, minor = 0] = stdout.trim().split(' ').map(Number);
  if (major > oldestPython[0] || (major === oldestPython[0] && minor >= oldestPython[1])) return;
  throw new RehearsalUnavailableError(`${wanted} is needed, and python3 is ${major}.${minor}.`);
}

async function orUnavailable<T>(problem: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError') throw cause;
    const said = cause instanceof Error ? (cause.message.trim().split('\n').at(-1) ?? '') : String(cause);
    const detail = said.endsWith('ENOENT') ? '.' : `: ${said}`;
    throw new RehearsalUnavailableError(`${problem}${detail}`, { cause });
  }
}
