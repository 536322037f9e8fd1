import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalSystem, SystemOptions } from '../../infra/local/local-system.ts';
import { startSystem } from '../../infra/local/system.ts';
import { synthesise } from '../../infra/synthesise.ts';
import { startListingServer } from '../../seeds/listing-server.ts';

export interface RunningSystem {
  readonly system: LocalSystem;
  /** Where the templates are. */
  readonly assemblyDirectory: string;
  /** Tells the upstream which UTC day it is. */
  setToday(day: string): void;
  stop(): Promise<void>;
}

type PassedOn =
  | 'accountConcurrency'
  | 'batchingWindows'
  | 'environment'
  | 'interference'
  | 'ses'
  | 'streamInterval';

/** Neither queues nor streams wait for batches to fill, unless told to. */
export interface RunningSystemOptions extends Pick<SystemOptions, PassedOn> {
  /** Whether the sample's days end on the weekday before or on today. @default false: they are as written */
  readonly redate?: boolean;
  /** Laid over the context of cdk.json. @default the local stage as it is */
  readonly context?: Readonly<Record<string, unknown>>;
}

/**
 * The whole system, synthesised and started for one test file, reading the sample listing; no timer fires.
 */
export async function startRunningSystem(
  today: string,
  { redate = false, environment = {}, context = {}, ...options }: RunningSystemOptions = {},
): Promise<RunningSystem> {
  const directory = await mkdtemp(join(tmpdir(), 'daily-papers-'));
  let day = today;
  const upstream = await startListingServer({
    directory: 'seeds/listing',
    today: () => day,
    ...(redate && { redateTo: today }),
  });
  const assemblyDirectory = join(directory, 'assembly');
  await synthesise({ directory: assemblyDirectory, context });
  const system = await startSystem({
    stateDirectory: join(directory, 'state'),
    assemblyDirectory,
    timers: false,
    batchingWindows: false,
    streamInterval: 0.1,
    ...options,
    environment: {
      ...environment,
      Ingest: { HUGGING_FACE_URL: upstream.url, ARXIV_CATEGORIES: '', ...environment['Ingest'] },
    },
  });
  return {
    system,
    assemblyDirectory,
    setToday: next => {
      day = next;
    },
    stop: async () => {
      await system.stop();
      await upstream.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
