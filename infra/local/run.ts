import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SynthesisError, synthesise } from '../synthesise.ts';
import { FunctionError, stoppedType } from './functions/function-error.ts';
import type { LocalSystem } from './local-system.ts';
import type { MainOptions } from './main-options.ts';
import { StartUpError } from './start-up-error.ts';
import { startSystem } from './system.ts';
import { chooseUpstream, isUpstreamReachable, type Upstream } from './upstream.ts';

/** Brings the system up, says where it is, and keeps it up until Ctrl-C or SIGTERM. */
export async function runUntilStopped(options: MainOptions): Promise<void> {
  const stopped = untilSignal();
  const started = performance.now();
  const stateDirectory = options.state;
  const assemblyDirectory = join(stateDirectory, 'assembly');
  console.log('Starting Daily Papers on this machine …');
  const [isReachable] = await Promise.all([
    options.listing === undefined ? isUpstreamReachable() : false,
    build(assemblyDirectory),
  ]);
  const upstream = await chooseUpstream(options.listing, isReachable);
  try {
    const system = await startSystem({
      stateDirectory,
      assemblyDirectory,
      webPort: options.webPort,
      consolePort: options.consolePort,
      environment: upstream.environment,
      ...(upstream.notice !== undefined && { notice: upstream.notice }),
    });
    try {
      await Promise.race([readListing(system), stopped]);
      console.log(screen(system, upstream, (performance.now() - started) / 1000));
      await stopped;
      console.log('\nStopping …');
    } finally {
      await system.stop();
    }
  } finally {
    await upstream.close();
  }
}

/** Without what earlier versions of the app left there. */
async function build(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  try {
    await synthesise({ directory, context: { stage: 'local' } });
  } catch (error) {
    if (!(error instanceof SynthesisError)) throw error;
    const message = `The CDK app cannot be synthesised for stage local:\n${error.message}`;
    throw new StartUpError(message, { cause: error });
  }
}

/** Reads the listing once, so that the page has papers at once. The schedule goes on from here. */
async function readListing(system: LocalSystem): Promise<void> {
  console.log('Reading the listing …');
  try {
    await system.fireSchedule('Ingest', new Date());
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    if (error.type === stoppedType) return;
    console.error(`The listing could not be read; the schedule tries again. ${error.message}`);
  }
}

function screen(system: LocalSystem, { notice }: Upstream, seconds: number): string {
  return [
    '',
    `  Daily Papers is up (${seconds.toFixed(0)} s).`,
    '',
    `  For readers   ${system.webUrl}`,
    `  Console       ${system.consoleUrl}   inbox, queues, runs, functions, schedules`,
    `  State         ${system.stateDirectory}   begin anew with: npm start -- --fresh`,
    '',
    ...(notice === undefined ? [] : [`  ${notice}`, '']),
    '  Ctrl-C stops everything.',
  ].join('\n');
}

/** Resolves at the first signal to stop; the second one ends the process at once. */
function untilSignal(): Promise<void> {
  return new Promise(resolve => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
