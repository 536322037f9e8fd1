import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { startListingServer } from '../../seeds/listing-server.ts';
import { readOptions, UsageError } from '../command-line.ts';
import { createCdk } from './cdk.ts';
import { checkOut } from './checkout.ts';
import { createCloud } from './cloud.ts';
import { startEmulator } from './emulator.ts';
import { notRehearsed } from './limits.ts';
import { installEmulator, RehearsalUnavailableError } from './python.ts';
import { createSteps } from './steps.ts';
import { rehearse } from './story.ts';

const helpText = `npm run rehearse -- [options]     a deployment and its removal, on this machine

  --from COMMIT    deploy that version first, and this one over it while a job of that one waits in the queue; needs
                   the commit in the clone's history, and the network when it had other packages. Not part of
                   .ci/run, for a shallow clone has no history
  --if-possible    say "skipped" and succeed on a machine without Python 3.10, or without a way to the package
  --help           this text

Needs Python 3.10 or newer. Everything is kept under .local/rehearsal; logs stay there.`;

const options = {
  from: { type: 'string' },
  'if-possible': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
const stageName = 'rehearsal';
const root = resolve(import.meta.dirname, '../..');
const print = (line: string) => void process.stdout.write(`${line}\n`);

/** Reads the command line, rehearses, and gives the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const { help = false, 'if-possible': ifPossible = false, from } = readOptions(args, options, helpText);
    if (!help) return await rehearseUntilStopped(ifPossible, from);
    print(helpText);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    print(error.message);
    return 2;
  }
}

async function rehearseUntilStopped(ifPossible: boolean, from: string | undefined): Promise<number> {
  const stopped = new AbortController();
  const stop = () => {
    stopped.abort();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await run(stopped.signal, from);
    return 0;
  } catch (error) {
    if (stopped.signal.aborted) {
      print('Stopped; everything that was started has ended.');
      return 130;
    }
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof RehearsalUnavailableError && ifPossible) {
      print(`Rehearsal skipped: ${message}`);
      return 0;
    }
    print(`\nThe rehearsal failed: ${message}`);
    return 1;
  }
}

async function run(signal: AbortSignal, from: string | undefined): Promise<void> {
  const started = performance.now();
  const directory = resolve(root, '.local/rehearsal');
  for (const left of ['emulator', 'older', 'cdk.out', 'cdk.log'])
    rmSync(resolve(directory, left), { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const steps = createSteps(print, () => performance.now());
  const program = await steps.step('install the emulator', () => installEmulator(directory, signal));
  await using undo = new AsyncDisposableStack();
  const older =
    from === undefined
      ? undefined
      : await steps.step(
          `check out ${from} beside this version`,
          () => checkOut(root, from, resolve(directory, 'older'), signal),
          ({ commit }) => commit,
        );
  const emulator = await steps.step(
    'start it on 127.0.0.1',
    () => startEmulator(program, directory, signal),
    ({ endpoint }) => endpoint,
  );
  undo.defer(() => emulator.stop());
  const today = () => new Date().toISOString().slice(0, 10);
  const listing = await startListingServer({
    directory: resolve(root, 'seeds/listing'),
    today,
    redateTo: today(),
  });
  undo.defer(() => listing.close());
  const cdk = createCdk(stageName, emulator.endpoint, directory, signal);
  await rehearse({ cdk, cloud: createCloud(emulator.endpoint), listing, steps, signal, older });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  print(`\nRehearsal: all ${steps.passed()} steps in ${seconds} s. Logs are in .local/rehearsal.`);
  print('\nNot shown by it, and where it is checked instead:');
  for (const limit of notRehearsed) print(`  - ${limit}`);
}
