import { join } from 'node:path';
import { FunctionError } from '../functions/function-error.ts';
import type { LocalSystem } from '../local-system.ts';
import { NotQuietError } from '../quiet.ts';
import { startSystem } from '../system.ts';
import type { FaultName } from './fault-names.ts';
import { type Ask, askMessageSchema, hostSettingsSchema, readyMessage } from './host-messages.ts';
import { interfere, mendedMoment } from './interfere.ts';
import { type Moments, openMoments } from './moments.ts';
import { planChaos } from './plan.ts';
import { readersOf } from './readers.ts';
import { createStuckJobs } from './stuck-jobs.ts';

/**
 * The runner's process: servers, event sources and functions, with a plan of what goes wrong. It is killed and started
 * again on the same state, so it keeps nothing that is not on disk.
 */

/** At rest for so long counts as over, in milliseconds. */
const restTime = 500;

async function main(): Promise<void> {
  const settings = hostSettingsSchema.parse(JSON.parse(process.argv[2] ?? ''));
  const plan = planChaos({ ...settings, faults: settings.faults as FaultName[] });
  const readers = readersOf(settings.subscribers);
  const rejected = plan.rejected === undefined ? undefined : readers[plan.rejected];
  const moments = openMoments(join(settings.directory, 'moments'));
  const system = await startSystem({
    stateDirectory: join(settings.directory, 'state'),
    assemblyDirectory: settings.assemblyDirectory,
    timers: false,
    batchingWindows: false,
    ses: { maxSendRate: 1_000 },
    environment: { Ingest: { HUGGING_FACE_URL: settings.listingUrl, ARXIV_CATEGORIES: '' } },
    ...(settings.mailer !== undefined && { bundles: { Mailer: settings.mailer } }),
    interference: interfere(plan, {
      moments,
      stuck: createStuckJobs(plan.stuck, readers),
      kill: endProcess,
      runnerId: process.pid,
      rejected: rejected?.email,
    }),
  });
  // Without the one who asks, nobody needs it.
  process.once('disconnect', () => process.exit());
  process.on('message', message => {
    const { id, ask } = askMessageSchema.parse(message);
    answer(system, ask, moments)
      .then(said => process.send?.({ id, answer: said }))
      .catch((error: unknown) => process.send?.({ id, problem: String(error) }));
  });
  process.send?.(readyMessage);
}

function endProcess(processId: number): boolean {
  try {
    return process.kill(processId, 'SIGKILL');
  } catch {
    // It ended by itself a moment ago.
    return false;
  }
}

async function answer(system: LocalSystem, ask: Ask, moments: Moments): Promise<unknown> {
  switch (ask.do) {
    case 'fire':
      return fire(system, ask.schedule, new Date(ask.instant));
    case 'look':
      return look(system);
    case 'mend':
      moments.next(mendedMoment);
      return undefined;
    case 'stop':
      await system.stop();
      process.disconnect();
      return undefined;
    default:
      return ask satisfies never;
  }
}

async function fire(system: LocalSystem, schedule: string, instant: Date): Promise<unknown> {
  try {
    await system.fireSchedule(schedule, instant);
    return { ok: true };
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    return { ok: false, problem: error.message };
  }
}

async function look(system: LocalSystem): Promise<{ left?: string }> {
  try {
    await system.waitUntilQuiet({ timeout: restTime });
    // Between a function's end and the deletion of its messages, or an event's start, all may look quiet for a moment.
    await new Promise(resolve => setTimeout(resolve, restTime));
    await system.waitUntilQuiet({ timeout: 0 });
    return {};
  } catch (error) {
    if (!(error instanceof NotQuietError)) throw error;
    return { left: error.message };
  }
}

await main();
